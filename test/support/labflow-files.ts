import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Issue } from '#shared/chain/issue.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'

/** A node of the predecessor's file: every key that is not given is left out. */
export function lab(node_id: string, node_type: string, config: JsonRecord, inputs: Json[] = []): JsonRecord {
  return { node_id, node_type, name: node_id, config, ...(inputs.length > 0 ? { inputs } : {}) }
}

/** A constant as the predecessor's chains mostly have it: without a type, so that the value is itself. */
export const given = (id: string, value: Json): JsonRecord =>
  lab(id, 'data_input', { source_type: 'constant', value })

/** Reads the predecessor's file; throws where it can't be. */
export function readLab(document: Json): { chain: Chain; issues: readonly Issue[] } {
  const read = readDocument(JSON.stringify(document), registry, 'old.json')
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'))
  const { chain, issues } = read.value
  return { chain, issues: [...issues, ...validateChain(chain, registry)] }
}
