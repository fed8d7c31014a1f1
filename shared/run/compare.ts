import { z } from 'zod'
import { canonicalJson } from '../base/json.ts'
import type { Chain } from '../chain/schema.ts'
import type { TableValue, Value } from '../operation/value.ts'
import { type NodeResult, NodeStatus } from './events.ts'
import type { RunState } from './state.ts'

/**
 * A node of two runs:
 * - `same`: it ended alike, with the same value at each of its outputs;
 * - `changed`: it ended otherwise, or with another value at one of them;
 * - `failed`: it failed in one of them, or in both with different errors;
 * - `absent`: only one of the runs has it.
 */
export const Verdict = z.enum(['same', 'changed', 'failed', 'absent'])
export type Verdict = z.infer<typeof Verdict>

const Side = z.object({
  status: NodeStatus,
  durationMs: z.number().nullable(),
  /** The error's sentence, where it failed. */
  error: z.string().optional(),
})

export const NodeComparison = z.object({
  nodeId: z.string(),
  name: z.string(),
  verdict: Verdict,
  /** What differs, in a sentence; empty for what is the same. */
  what: z.string(),
  /** The output whose values differ, where those of the result itself do not. */
  port: z.string().optional(),
  a: Side.nullable(),
  b: Side.nullable(),
})
export type NodeComparison = z.infer<typeof NodeComparison>

/** Nodes of two runs, in the order in which they run. */
export const NodesCompared = z.object({
  nodes: z.array(NodeComparison),
  /** The first that is not the same. */
  first: z.string().nullable(),
})
export type NodesCompared = z.infer<typeof NodesCompared>

/** A past run with the chain that it ran. */
export interface PastRun {
  readonly chain: Chain
  readonly state: RunState
}

/** Compares two runs node by node; nodes are the same when their ids are. */
export function compareNodes(a: PastRun, b: PastRun): NodesCompared {
  const names = new Map([...a.chain.nodes, ...b.chain.nodes].map((node) => [node.id, node.name ?? node.id]))
  const nodes = mergedOrder(a.state.order, b.state.order).map((nodeId): NodeComparison => {
    const [inA, inB] = [a.state.nodes.get(nodeId), b.state.nodes.get(nodeId)]
    const [sideA, sideB] = [inA ? sideOf(inA) : null, inB ? sideOf(inB) : null]
    const of = { nodeId, name: names.get(nodeId) ?? nodeId, a: sideA, b: sideB }
    if (!inA || !inB)
      return { ...of, verdict: 'absent', what: `It is only in the ${inA ? 'first' : 'second'} run.` }
    return { ...of, ...verdictOf(inA.status, inA.result, inB.status, inB.result) }
  })
  return { nodes, first: nodes.find((node) => node.verdict !== 'same')?.nodeId ?? null }
}

function sideOf({ status, result }: { status: NodeStatus; result: NodeResult | undefined }) {
  const error = result?.error?.message
  return { status, durationMs: result?.durationMs ?? null, ...(error === undefined ? {} : { error }) }
}

/** Nodes that only the first run has stand before the next one that both have. */
function mergedOrder(a: readonly string[], b: readonly string[]): string[] {
  const inB = new Set(b)
  const before = new Map<string | undefined, string[]>()
  let pending: string[] = []
  for (const id of a) {
    if (!inB.has(id)) pending.push(id)
    else if (pending.length > 0) {
      before.set(id, pending)
      pending = []
    }
  }
  return [...b.flatMap((id) => [...(before.get(id) ?? []), id]), ...pending]
}

function verdictOf(
  statusA: NodeStatus,
  a: NodeResult | undefined,
  statusB: NodeStatus,
  b: NodeResult | undefined,
): Pick<NodeComparison, 'verdict' | 'what' | 'port'> {
  if (statusA === 'failed' && statusB === 'failed')
    return a?.error?.message === b?.error?.message
      ? { verdict: 'same', what: '' }
      : { verdict: 'failed', what: 'It failed in both runs, with different errors.' }
  if (statusA === 'failed') return { verdict: 'failed', what: 'It failed in the first run only.' }
  if (statusB === 'failed') return { verdict: 'failed', what: 'It failed in the second run only.' }
  if (statusA !== statusB)
    return { verdict: 'changed', what: `It was ${statusA} in the first run and ${statusB} in the second.` }
  if (statusA !== 'completed') return { verdict: 'same', what: '' }
  if (a?.decision?.path !== b?.decision?.path)
    return {
      verdict: 'changed',
      what: `It took ${a?.decision?.path ?? 'no branch'}, then ${b?.decision?.path ?? 'no branch'}.`,
    }
  const what = valueDifference(a?.value, b?.value)
  if (what !== null) return { verdict: 'changed', what }
  return otherOutputs(a, b) ?? { verdict: 'same', what: '' }
}

/** The first of the outputs beside the result whose values differ. One that only a run has stands for the result itself in the other. */
function otherOutputs(a: NodeResult | undefined, b: NodeResult | undefined) {
  for (const port of new Set([...Object.keys(a?.outputs ?? {}), ...Object.keys(b?.outputs ?? {})])) {
    const what = valueDifference(a?.outputs?.[port] ?? a?.value, b?.outputs?.[port] ?? b?.value)
    if (what === null) continue
    const sentence = `Output ${port}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`
    return { verdict: 'changed' as const, what: sentence, port }
  }
  return null
}

/** What a value is, in words. */
export const KIND_WORDS: Readonly<Record<Value['kind'], string>> = {
  json: 'a value',
  table: 'a table',
  chart: 'a chart',
  file: 'a file',
  bytes: 'bytes',
  large: 'a large value',
}

/** How two values differ, in a sentence; null where they are the same. Tables are the same when their files are. */
function valueDifference(a: Value | undefined, b: Value | undefined): string | null {
  if (!a || !b) return a === b ? null : `It has a result in the ${a ? 'first' : 'second'} run only.`
  if (a.kind === 'table' && b.kind === 'table') {
    if (a.ref === b.ref) return null
    if (a.rowCount !== b.rowCount) return `It has ${a.rowCount} rows, then ${b.rowCount}.`
    return columnsOf(a) === columnsOf(b) ? 'Its rows differ.' : 'Its columns differ.'
  }
  if (a.kind === 'file' && b.kind === 'file') {
    if (a.sha256 !== b.sha256) return 'The file’s content differs.'
    return a.path === b.path ? null : 'The file has another path.'
  }
  if (a.kind !== b.kind) {
    if (a.kind === 'large' || b.kind === 'large') return 'Its value differs.'
    return `It is ${KIND_WORDS[a.kind]} in the first run and ${KIND_WORDS[b.kind]} in the second.`
  }
  return contentOf(a) === contentOf(b) ? null : 'Its value differs.'
}

const columnsOf = ({ columns }: TableValue): string =>
  JSON.stringify(columns.map(({ name, type, unit }) => [name, type, unit]))

/** A text that is the same for values that are. */
function contentOf(value: Value): string {
  switch (value.kind) {
    case 'json':
      return canonicalJson(value.json)
    case 'chart':
      return `${canonicalJson(value.spec)} ${value.data?.ref ?? ''}`
    case 'bytes':
      return value.base64
    case 'table':
    case 'large':
      return value.ref
    case 'file':
      return `${value.path} ${value.sha256}`
  }
}
