import { z } from 'zod'
import { type Json, ParsedJson } from '../base/json.ts'
import { jsonDifferences } from '../base/json-diff.ts'
import type { Chain, ChainNode, Edge } from './schema.ts'

/** A field that differs; a side where it is absent has no such key. */
export const FieldChange = z.object({
  /** Dotted, e.g. `config.by.0.column`. */
  field: z.string(),
  before: ParsedJson.optional(),
  after: ParsedJson.optional(),
})
export type FieldChange = z.infer<typeof FieldChange>

const NamedNode = z.object({ id: z.string(), name: z.string() })
const Wire = z.object({
  source: z.string(),
  sourcePort: z.string(),
  target: z.string(),
  targetPort: z.string(),
})

/** How one chain differs from another in what it does; where its nodes stand is not of it. */
export const ChainDifference = z.object({
  added: z.array(NamedNode),
  removed: z.array(NamedNode),
  /** Nodes that both have, with the fields that differ. */
  changed: z.array(NamedNode.extend({ fields: z.array(FieldChange) })),
  wiresAdded: z.array(Wire),
  wiresRemoved: z.array(Wire),
  parameters: z.array(FieldChange),
})
export type ChainDifference = z.infer<typeof ChainDifference>

/** So many fields of a node are told. */
const MOST_FIELDS = 100

/** What of a node decides what it does, and its name. */
const fieldsOf = ({ type, operation, name, config, policy }: ChainNode): Json => ({
  operation: `${type}.${operation}`,
  ...(name === undefined ? {} : { name }),
  config,
  ...(policy === undefined ? {} : { policy: JSON.parse(JSON.stringify(policy)) }),
})

const wireOf = ({ source, sourcePort, target, targetPort }: Edge) => ({
  source,
  sourcePort,
  target,
  targetPort,
})
const named = ({ id, name }: ChainNode) => ({ id, name: name ?? id })

/** What was done to `before` to get `after`, as far as it matters to runs. */
export function chainDifference(before: Chain, after: Chain): ChainDifference {
  const was = new Map(before.nodes.map((node) => [node.id, node]))
  const is = new Map(after.nodes.map((node) => [node.id, node]))
  const changed = after.nodes.flatMap((node) => {
    const earlier = was.get(node.id)
    const fields = earlier ? fieldChanges(fieldsOf(earlier), fieldsOf(node)) : []
    return fields.length > 0 ? [{ ...named(node), fields }] : []
  })
  const wires = (chain: Chain) =>
    new Map(chain.edges.map((one) => [JSON.stringify(wireOf(one)), wireOf(one)]))
  const [wiresBefore, wiresAfter] = [wires(before), wires(after)]
  return {
    added: after.nodes.filter((node) => !was.has(node.id)).map(named),
    removed: before.nodes.filter((node) => !is.has(node.id)).map(named),
    changed,
    wiresAdded: [...wiresAfter].flatMap(([key, wire]) => (wiresBefore.has(key) ? [] : [wire])),
    wiresRemoved: [...wiresBefore].flatMap(([key, wire]) => (wiresAfter.has(key) ? [] : [wire])),
    parameters: parameterChanges(before, after),
  }
}

function parameterChanges(before: Chain, after: Chain): FieldChange[] {
  const recordOf = (chain: Chain): Json =>
    Object.fromEntries(
      chain.parameters.map(({ name, extra: _extra, ...rest }) => [name, JSON.parse(JSON.stringify(rest))]),
    )
  return fieldChanges(recordOf(before), recordOf(after))
}

/** Differences of two values by field, at most `limit`. */
export function fieldChanges(before: Json, after: Json, limit = MOST_FIELDS): FieldChange[] {
  return jsonDifferences(before, after, limit).map(({ path, before: a, after: b }) => ({
    field: path,
    ...(a === undefined ? {} : { before: a }),
    ...(b === undefined ? {} : { after: b }),
  }))
}

/** Whether nothing that matters to runs differs. */
export const isSameChain = (difference: ChainDifference): boolean =>
  Object.values(difference).every((part) => part.length === 0)
