import { hash } from 'node:crypto'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Value } from '#shared/operation/value.ts'
import type { NodeResult, Why } from '#shared/run/events.ts'
import { type PlanNode, pathsRead } from '#shared/run/plan.ts'
import { isLive } from '#shared/run/readiness.ts'
import { isPortable } from './cache.ts'

const sha256 = (text: string): string => hash('sha256', text, 'base64url')

/** Says which version of a file a path stands for now, e.g. size and time of change; null where it can't be told. */
export type StampOf = (reads: ReturnType<typeof pathsRead>) => string | null

const SEPARATOR = ' '

/**
 * Tells whether a pure node would give what it gave before. A fingerprint has three parts: the operation with its
 * version, the hash of the config, and the hash of all that comes in (values by port and source, the parameters where the
 * config's text can name them, the versions of files read). Equal fingerprints of a pure node mean equal results.
 */
export class Fingerprints {
  private readonly params: JsonRecord
  private readonly stampOf: StampOf
  private readonly hashes = new WeakMap<NodeResult, Map<string, string | null>>()
  private paramsHash: string | undefined

  constructor(params: JsonRecord, stampOf: StampOf = () => null) {
    this.params = params
    this.stampOf = stampOf
  }

  /** Undefined for a node that is not pure, or whose inputs can't be told apart (tables that no blob holds). */
  of(node: PlanNode, told: (planIndex: number) => NodeResult | undefined): string | undefined {
    if (!node.traits.pure || node.traits.effect) return undefined
    const config = configOf(node)
    const parts: string[] = []
    for (const input of node.inputs) {
      const result = told(input.source)
      if (!result || !isLive(result, input.sourcePort)) continue
      const value = this.hashOf(result, input.sourcePort)
      if (value === null) return undefined
      parts.push(input.sourceId, input.port, value)
    }
    if (config.namesParams) parts.push(this.hashOfParams())
    if (node.reads.length > 0) {
      const stamp = this.stampOf(pathsRead(node, this.params))
      if (stamp === null) return undefined
      parts.push(stamp)
    }
    const operation = `${node.operationId}@${node.operationVersion}`
    return [operation, config.hash, sha256(JSON.stringify(parts))].join(SEPARATOR)
  }

  private hashOfParams(): string {
    this.paramsHash ??= sha256(JSON.stringify(this.params))
    return this.paramsHash
  }

  private hashOf(result: NodeResult, port: string): string | null {
    const byPort = this.hashes.get(result) ?? new Map<string, string | null>()
    this.hashes.set(result, byPort)
    const known = byPort.get(port)
    if (known !== undefined) return known
    const value = result.outputs?.[port] ?? result.value
    const made = value ? contentHash(value) : null
    byPort.set(port, made)
    return made
  }
}

interface ConfigMark {
  readonly hash: string
  readonly namesParams: boolean
}
const configs = new WeakMap<PlanNode, ConfigMark>()

/** A text names the parameters only by their name, plain or escaped. */
function configOf(node: PlanNode): ConfigMark {
  const known = configs.get(node)
  if (known) return known
  const text = JSON.stringify(node.traits.named ? [node.config, node.name] : [node.config])
  const made = { hash: sha256(text), namesParams: /params|\\\\u/.test(text) }
  configs.set(node, made)
  return made
}

/** Up to this length a value's text is shorter or quicker to have than its hash (characters). */
const SHORT = 64

/** Stands for a value's content; null for a table that lives only in its run. */
function contentHash(value: Value): string | null {
  if (!isPortable(value)) return null
  if (value.kind === 'table' || value.kind === 'large') return value.ref
  const text = JSON.stringify(value)
  return text.length <= SHORT ? text : sha256(text)
}

/** Why a node runs although its result of an earlier run is at hand, or `reused`. */
export function whyRun(node: PlanNode, now: string | undefined, earlier: NodeResult | undefined): Why {
  if (!node.traits.pure || node.traits.effect) return 'not_pure'
  if (earlier?.status !== 'completed' || !earlier.fingerprint || !now) return 'no_earlier_result'
  if (earlier.fingerprint === now) return 'reused'
  const [before, after] = [earlier.fingerprint, now].map((text) => text.split(SEPARATOR))
  if (before?.[0] !== after?.[0]) return 'operation_updated'
  return before?.[1] === after?.[1] ? 'input_changed' : 'config_changed'
}
