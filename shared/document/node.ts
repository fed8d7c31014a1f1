import { z } from 'zod'
import { isJsonRecord, isRecord, type Json, type JsonRecord } from '../base/json.ts'
import { faultsOf, pathText } from '../base/requirement.ts'
import { errorIssue, type Issue, warningIssue } from '../chain/issue.ts'
import { ChainNode, operationIdOf, Placeholder, Policy, Position } from '../chain/schema.ts'
import type { OperationSpec } from '../operation/define.ts'
import type { Registry } from '../operation/registry.ts'
import { extraOf, keysOf, unknownKeys } from './extra.ts'
import { scanJson } from './scan.ts'

const Head = ChainNode.pick({ id: true, type: true, operation: true, operationVersion: true })
const Body = ChainNode.omit({ placeholder: true, extra: true })
const KNOWN = keysOf(ChainNode)
const POLICY = keysOf(Policy)
const POSITION = keysOf(Position)

export interface ReadNode {
  /** Null where the issues say why it can't be read. */
  readonly node: ChainNode | null
  readonly issues: readonly Issue[]
}

/**
 * One node of a document. `source` is its exact text. A node whose operation this program lacks, or has only in an
 * older version, becomes a placeholder that keeps the text; a config of an older version is migrated.
 */
export function readNode(raw: Json, index: number, source: () => string, registry: Registry): ReadNode {
  const head = Head.safeParse(raw)
  if (!head.success || !isJsonRecord(raw)) return faulty(head.error, raw, index)
  if (raw.placeholder !== undefined) return readKept(raw, index, registry)
  const { id } = head.data
  const spec = registry(operationIdOf(head.data))
  if (!spec) return keep(raw, source(), unknownOperation(head.data))
  const newer = newerThan(spec, head.data.operationVersion)
  if (newer !== null) return keep(raw, source(), newer)

  const body = Body.safeParse(raw)
  if (!body.success) return faulty(body.error, raw, index)
  const issues: Issue[] = []
  const extra = extraOf(raw, KNOWN)
  const where = `The node "${id}"`
  if (extra) issues.push(unknownKeys(extra, where, { nodeId: id }))
  issues.push(...lostKeys(raw.policy, POLICY, `The policy of the node "${id}"`, id))
  issues.push(...lostKeys(raw.position, POSITION, `The position of the node "${id}"`, id))

  const node = { ...body.data, ...(extra ? { extra } : {}) }
  const upgraded = upgradeConfig(node, spec)
  if (typeof upgraded === 'string') return keep(raw, source(), upgraded)
  if (upgraded !== node) {
    issues.push(
      warningIssue(
        'operation_updated',
        `${where} was made with an earlier version of "${spec.title}" and has been updated: check its result.`,
        { nodeId: id },
      ),
    )
  }
  return { node: upgraded, issues }
}

const unknownOperation = (node: Pick<ChainNode, 'type' | 'operation'>): string =>
  `This version of Ergo has no operation "${operationIdOf(node)}".`

function newerThan(spec: OperationSpec, version = 1): string | null {
  return version > spec.version
    ? `It needs version ${version} of "${spec.title}"; this version of Ergo has version ${spec.version}.`
    : null
}

/** The node with its config in the spec's version; the node itself where nothing changes; else why it can't be. */
export function upgradeConfig(node: ChainNode, spec: OperationSpec): ChainNode | string {
  const version = node.operationVersion ?? 1
  if (version >= spec.version) return node
  let { config } = node
  for (let from = version; from < spec.version; from++) {
    const step = spec.migrations?.[from]
    if (!step) continue
    try {
      config = step(config)
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      return `Its config could not be brought from version ${from} to ${from + 1} of "${spec.title}": ${why}`
    }
  }
  return { ...node, config, operationVersion: spec.version }
}

/** A placeholder: what of the node can be understood, for the canvas, and its text. */
function keep(raw: JsonRecord, text: string, reason: string): ReadNode {
  return { node: understand(raw, { reason, text }), issues: [] }
}

/** The parts of a node that a placeholder shows; the parts that are not as they should be are left out. */
export function understand(raw: JsonRecord, placeholder: Placeholder): ChainNode | null {
  const head = Head.safeParse(raw)
  if (!head.success) return null
  const name = ChainNode.shape.name.safeParse(raw.name)
  const policy = ChainNode.shape.policy.safeParse(raw.policy)
  const position = ChainNode.shape.position.safeParse(raw.position)
  return {
    ...head.data,
    ...(name.data === undefined ? {} : { name: name.data }),
    config: isJsonRecord(raw.config) ? raw.config : {},
    ...(policy.data === undefined ? {} : { policy: policy.data }),
    ...(position.data === undefined ? {} : { position: position.data }),
    placeholder,
  }
}

/**
 * A node that was written as a placeholder. One that keeps a node's own text is read from that text again, so that
 * it comes to life once its operation is there.
 */
function readKept(raw: JsonRecord, index: number, registry: Registry): ReadNode {
  const kept = z.object({ placeholder: Placeholder }).safeParse(raw)
  if (!kept.success) return faulty(kept.error, raw, index)
  const { text, format } = kept.data.placeholder
  if (text !== undefined && format === undefined && scanJson(text).ok) {
    const json: unknown = JSON.parse(text)
    if (isRecord(json) && json.placeholder === undefined) {
      return readNode(ChainNode.shape.config.parse(json), index, () => text, registry)
    }
  }
  return { node: understand(raw, kept.data.placeholder), issues: [] }
}

function lostKeys(raw: Json | undefined, known: ReadonlySet<string>, where: string, nodeId: string): Issue[] {
  const extra = isJsonRecord(raw) ? extraOf(raw, known) : undefined
  if (!extra) return []
  const keys = Object.keys(extra).map((key) => JSON.stringify(key))
  return [
    warningIssue('unknown_key', `${where} has unknown keys, which are left out: ${keys.join(', ')}.`, {
      nodeId,
    }),
  ]
}

function faulty(error: z.ZodError | undefined, raw: Json, index: number): ReadNode {
  const id = isJsonRecord(raw) && typeof raw.id === 'string' && raw.id !== '' ? raw.id : undefined
  const who = id === undefined ? `"nodes[${index}]"` : `the node "${id}"`
  const faults = error
    ? faultsOf(error, raw, (path) => (path.length ? `"${pathText(path)}" of ${who}` : who))
    : []
  return {
    node: null,
    issues: faults.map(({ path, message }) =>
      errorIssue('bad_node', capital(message), {
        ...(id === undefined ? {} : { nodeId: id }),
        field: id === undefined ? pathText(['nodes', index, ...path]) : pathText(path),
      }),
    ),
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
