import { canonicalJson, definedOnly, type Json, type JsonRecord } from '../base/json.ts'
import type { Chain, ChainNode, Edge, Frame, Note, Parameter } from '../chain/schema.ts'
import { SINGLE_INPUT, SINGLE_OUTPUT } from '../chain/schema.ts'
import { HEADER } from './envelope.ts'
import { placeholderText } from './placeholder.ts'

type Written = { readonly [key: string]: Json | undefined }

/** Key by key in a fixed order, so that the same chain always gives the same text; defaults are left out. */
function plainNode(node: ChainNode, placeholder = node.placeholder): JsonRecord {
  const { policy, config } = node
  return written(
    {
      id: node.id,
      type: node.type,
      operation: node.operation,
      operationVersion: node.operationVersion === 1 ? undefined : node.operationVersion,
      name: node.name === node.id ? undefined : node.name,
      config: Object.keys(config).length > 0 ? config : undefined,
      policy: policy && Object.keys(policy).length > 0 ? definedOnly(policy) : undefined,
      position: node.position,
      placeholder: placeholder && definedOnly(placeholder),
    },
    node.extra,
  )
}

const plainEdge = (edge: Edge): JsonRecord =>
  written(
    {
      id: edge.id,
      source: edge.source,
      sourcePort: edge.sourcePort === SINGLE_OUTPUT ? undefined : edge.sourcePort,
      target: edge.target,
      targetPort: edge.targetPort === SINGLE_INPUT ? undefined : edge.targetPort,
    },
    edge.extra,
  )

const plainParameter = ({ extra, type, name, description, ...rest }: Parameter): JsonRecord =>
  written(
    {
      name,
      type: type === 'any' ? undefined : type,
      default: rest.default,
      optional: rest.optional || undefined,
      description: description || undefined,
    },
    extra,
  )

const plain = ({ extra, ...rest }: Frame | Note): JsonRecord => written(rest, extra)

/** What there is to write; unknown keys come after the known ones and never stand in for them. */
function written(known: Written, extra: JsonRecord = {}): JsonRecord {
  const more = Object.entries(extra).filter(([key]) => !(key in known))
  return { ...definedOnly(known), ...Object.fromEntries(more) }
}

/** Everything of a document that stands before and after its nodes. */
function surroundings(chain: Chain): { before: JsonRecord; after: JsonRecord } {
  const before = {
    ...HEADER,
    name: chain.name,
    description: chain.description || undefined,
    parameters: list(chain.parameters, plainParameter),
  }
  const after = {
    edges: list(chain.edges, plainEdge),
    frames: list(chain.frames, plain),
    notes: list(chain.notes, plain),
  }
  const extra = Object.entries(chain.extra ?? {}).filter(([key]) => key !== 'nodes' && !(key in before))
  return { before: written(before), after: written(after, Object.fromEntries(extra)) }
}

function list<Item>(
  items: readonly Item[] | undefined,
  toPlain: (item: Item) => JsonRecord,
): Json | undefined {
  return items && items.length > 0 ? items.map(toPlain) : undefined
}

/**
 * The text of a chain's document: JSON with two spaces, keys in a fixed order. The text of placeholders stands in it
 * byte for byte. `readDocument` of it gives the chain back.
 */
export function writeDocument(chain: Chain): string {
  const { before, after } = surroundings(chain)
  const nodes = chain.nodes.map(
    (node) => placeholderText(node) ?? JSON.stringify(plainNode(node), null, 2).replaceAll('\n', '\n    '),
  )
  const all = nodes.length > 0 ? `[\n    ${nodes.join(',\n    ')}\n  ]` : '[]'
  const members = [...membersOf(before), `"nodes": ${all}`, ...membersOf(after)]
  return `{\n  ${members.join(',\n  ')}\n}\n`
}

function membersOf(record: JsonRecord): string[] {
  return Object.entries(record).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`,
  )
}

/**
 * What a revision is known by: the chain's document as canonical JSON (keys sorted, no white space, defaults left
 * out), positions included, since a past run is shown on the canvas as it was. It is itself a document: chains with
 * the same content give the same text, and `readDocument` gives the chain back.
 */
export function revisionContent(chain: Chain): string {
  const { before, after } = surroundings(chain)
  const nodes = chain.nodes.map((node) => {
    const text = placeholderText(node)
    return plainNode(node, text === null || !node.placeholder ? undefined : { ...node.placeholder, text })
  })
  return canonicalJson({ ...before, nodes, ...after })
}
