import { isJsonList, type Json, type JsonRecord } from '../base/json.ts'
import { err, ok, type Result } from '../base/result.ts'
import { type Issue, warningIssue } from '../chain/issue.ts'
import type { Chain, ChainNode, Edge, Parameter } from '../chain/schema.ts'
import type { NamedInput } from './labflow/convert.ts'
import { edgesInto, handedOn, plainEdge } from './labflow/edges.ts'
import { laidOut } from './labflow/layout.ts'
import { type ConvertedNode, convertNode, placeholderFor } from './labflow/node.ts'
import { type LabInput, type LabNode, readLabNode } from './labflow/source.ts'
import type { ReadDocument, Source } from './read.ts'

/**
 * Reads a file of the predecessor (LabFlow v0.3): `{name, description, nodes}` or the bare list of nodes. Its nodes become
 * ours where they can say the same, else placeholders with the reason. What a person should know about is a warning.
 */
export function readLabflow(
  document: JsonRecord | readonly Json[],
  source: Source,
): Result<ReadDocument, readonly Issue[]> {
  const {
    nodes: raws = [],
    name,
    description,
    ...others
  } = isJsonList(document) ? { nodes: document } : document
  const read = isJsonList(raws) ? raws.map(readLabNode) : []
  const faults = read.filter((node) => 'severity' in node)
  if (faults.length > 0) return err(faults)
  const labs = read.filter((node) => 'raw' in node)
  const ranges = isJsonList(document) ? source.scan.members : source.scan.nodes
  const text = ({ index }: LabNode): string => source.text.slice(ranges[index]?.start, ranges[index]?.end)

  const { nodes, edges, issues } = convertAll(labs, text)
  const left = Object.keys(others)
  if (left.length > 0) {
    const keys = left.map((key) => `"${key}"`).join(', ')
    issues.push(warningIssue('settings_unused', `The chain's ${keys} means nothing here: left out.`))
  }
  const chain: Chain = {
    name: nameOf(name, source.fileName),
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
    parameters: parametersOf(nodes),
    nodes: laidOut(nodes, edges),
    edges,
  }
  return ok({ chain, issues, format: 'labflow' })
}

function nameOf(name: Json | undefined, fileName: string | undefined): string {
  if (typeof name === 'string' && name !== '') return name.slice(0, 500)
  return fileName?.replace(/(?<=.)\.json$/i, '').slice(0, 500) || 'LabFlow chain'
}

function convertAll(
  labs: readonly LabNode[],
  text: (lab: LabNode) => string,
): { nodes: ChainNode[]; edges: Edge[]; issues: Issue[] } {
  const byId = new Map(labs.map((lab) => [lab.id, lab]))
  const takers = takersFor(labs, byId)
  const taker = (input: LabInput): string | undefined => takers.get(keyOf(input))?.id
  const drafts = labs.map((lab) => ({
    lab,
    draft: convertNode(lab, namedInputs(lab, byId, taker), text(lab)),
  }))
  const graph = { labs: byId, converted: new Map(drafts.map(({ lab, draft }) => [lab.id, draft])), taker }

  const ends: Omit<Edge, 'id'>[] = [...takers.values()].map(({ id, from }) => plainEdge(from, id))
  const conditions: string[] = []
  const final = drafts.map(({ lab, draft }): ConvertedNode => {
    const { edges, passed, refused } = edgesInto(lab, draft.takes, graph)
    for (const edge of edges) ends.push(edge)
    for (const id of passed) conditions.push(id)
    return refused === null ? draft : placeholderFor(lab, refused, text(lab))
  })
  return {
    nodes: withTakers(
      final.map(({ node }) => node),
      takers,
    ),
    edges: ends.map((end, i): Edge => ({ id: `e${i + 1}`, ...end })),
    issues: [
      ...final.flatMap((one) => one.issues),
      ...handedOn([...ends.map(({ source }) => source), ...conditions], graph.converted),
    ],
  }
}

/** A node's inputs as its settings call them. Of two keys of one node, the name means the first. */
function namedInputs(
  lab: LabNode,
  byId: ReadonlyMap<string, LabNode>,
  taker: (input: LabInput) => string | undefined,
): NamedInput[] {
  const named = new Map<string, NamedInput>()
  for (const input of lab.inputs) {
    const isCondition = byId.get(input.id)?.type === 'CONDITION'
    if (!named.has(input.id))
      named.set(input.id, { name: input.id, id: taker(input) ?? input.id, isCondition })
  }
  return [...named.values()]
}

/** A node of ours that takes one key out of the output of another. */
interface Taker {
  readonly id: string
  readonly from: string
  readonly key: string
}

const keyOf = ({ id, key }: LabInput): string => JSON.stringify([id, key])

function takersFor(labs: readonly LabNode[], byId: ReadonlyMap<string, LabNode>): Map<string, Taker> {
  const takers = new Map<string, Taker>()
  const taken = new Set(byId.keys())
  for (const input of labs.flatMap((lab) => lab.inputs)) {
    const { id: from, key } = input
    if (
      key === undefined ||
      !byId.has(from) ||
      byId.get(from)?.type === 'CONDITION' ||
      takers.has(keyOf(input))
    )
      continue
    const base = `${from}_${key}`.replaceAll(/\W/g, '_').slice(0, 180)
    let id = base
    for (let n = 2; taken.has(id); n++) id = `${base}_${n}`
    taken.add(id)
    takers.set(keyOf(input), { id, from, key })
  }
  return takers
}

/** Each stands after the node that it takes from. */
function withTakers(nodes: readonly ChainNode[], takers: ReadonlyMap<string, Taker>): ChainNode[] {
  const bySource = new Map<string, ChainNode[]>()
  for (const { id, from, key } of takers.values()) {
    const expression = `pyIndex(value, ${JSON.stringify(key)})`
    const node = { id, type: 'TRANSFORM', operation: 'expression', name: `${key} of ${from}` } as const
    bySource.set(from, [...(bySource.get(from) ?? []), { ...node, config: { expression } }])
  }
  return nodes.flatMap((node) => [node, ...(bySource.get(node.id) ?? [])])
}

/**
 * The run's inputs that the nodes ask for, so that the window can ask for them. They may be left out: then the nodes
 * fail when they run, as they did there.
 */
function parametersOf(nodes: readonly ChainNode[]): Parameter[] {
  const names = nodes.flatMap((node) => {
    if (node.placeholder || node.operation !== 'parameter') return []
    const path = typeof node.config.path === 'string' ? node.config.path : (node.name ?? node.id)
    return [path.split('.')[0] ?? '']
  })
  return [...new Set(names)]
    .filter((name) => name !== '' && name.length <= 200)
    .map((name) => ({ name, type: 'any', optional: true }))
}
