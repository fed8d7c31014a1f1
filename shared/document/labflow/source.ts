import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '../../base/json.ts'
import { errorIssue, type Issue } from '../../chain/issue.ts'
import type { NodeType } from '../../chain/schema.ts'

/** What a node of the predecessor takes in: another node's output, or one key of it. */
export interface LabInput {
  readonly id: string
  readonly key?: string
}

/** A node of the predecessor's file, read but not yet understood. */
export interface LabNode {
  readonly id: string
  readonly index: number
  readonly name: string | undefined
  /** Null where the file names a type that the predecessor does not have. */
  readonly type: NodeType | null
  readonly inputs: readonly LabInput[]
  readonly raw: JsonRecord
}

const TYPES: Readonly<Record<string, NodeType>> = {
  data_input: 'DATA_INPUT',
  transform: 'TRANSFORM',
  calculate: 'CALCULATE',
  condition: 'CONDITION',
  output: 'OUTPUT',
}

/** Reads what every node has. A node without an id can't be told apart from others: that is an error. */
export function readLabNode(raw: Json, index: number): LabNode | Issue {
  const field = `nodes.${index}`
  if (!isJsonRecord(raw))
    return errorIssue('bad_node', `Node ${index + 1} of the file is not a record.`, { field })
  const id = typeof raw.node_id === 'number' ? String(raw.node_id) : raw.node_id
  if (typeof id !== 'string' || id === '' || id.length > 200) {
    return errorIssue('bad_node', `Node ${index + 1} of the file needs a "node_id" of 1 to 200 characters.`, {
      field,
    })
  }
  return {
    id,
    index,
    name: typeof raw.name === 'string' && raw.name !== '' ? raw.name.slice(0, 500) : undefined,
    type: typeOf(raw.node_type),
    inputs: isJsonList(raw.inputs) ? distinct(raw.inputs.flatMap(readInput)) : [],
    raw,
  }
}

function typeOf(written: Json | undefined): NodeType | null {
  const word = typeof written === 'string' ? written.toLowerCase() : ''
  return Object.hasOwn(TYPES, word) ? (TYPES[word] ?? null) : null
}

/** The predecessor passes over whatever is neither an id nor a record with one. */
function readInput(raw: Json): LabInput[] {
  if (typeof raw === 'string') return [{ id: raw }]
  if (!isJsonRecord(raw) || typeof raw.source_node_id !== 'string') return []
  const key = raw.output_key
  return [{ id: raw.source_node_id, ...(typeof key === 'string' && key !== '' ? { key } : {}) }]
}

function distinct(inputs: readonly LabInput[]): LabInput[] {
  return [...new Map(inputs.map((input) => [JSON.stringify([input.id, input.key]), input])).values()]
}
