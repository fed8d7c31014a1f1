import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '../base/json.ts'
import { err, ok, type Result } from '../base/result.ts'
import { errorIssue, type Issue } from '../chain/issue.ts'
import { DOCUMENT_VERSION } from './migrations/index.ts'

export const DOCUMENT_FORMAT = 'ergo.chain'

/** What every document of ours begins with. */
export const HEADER = { format: DOCUMENT_FORMAT, version: DOCUMENT_VERSION } as const

/** What a file says that it is. */
export type Envelope =
  | { readonly kind: 'ergo'; readonly version: number; readonly document: JsonRecord }
  | { readonly kind: 'labflow'; readonly document: JsonRecord | readonly Json[] }

/**
 * Reads the header and nothing else. A file without a header is the predecessor's when it has the predecessor's
 * shape: a list of nodes, bare or under `nodes`, of which one has a `node_id` or a `node_type`.
 * Issues: `unknown_format`, `bad_version`, `future_version`.
 */
export function readEnvelope(json: Json): Result<Envelope, Issue> {
  if (isJsonRecord(json) && json.format === DOCUMENT_FORMAT) return readVersion(json)
  if (isJsonRecord(json) && json.format !== undefined) {
    const format = JSON.stringify(json.format).slice(0, 80)
    return err(notOurs(`The file says that its format is ${format}: a chain has "${DOCUMENT_FORMAT}".`))
  }
  if ((isJsonRecord(json) || isJsonList(json)) && isPredecessor(json)) {
    return ok({ kind: 'labflow', document: json })
  }
  return err(
    notOurs(
      `This is not a chain: it has neither the header "format": "${DOCUMENT_FORMAT}" nor a LabFlow file's nodes.`,
    ),
  )
}

function readVersion(document: JsonRecord): Result<Envelope, Issue> {
  const { version } = document
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const found = version === undefined ? 'none' : JSON.stringify(version).slice(0, 80)
    return err(
      errorIssue('bad_version', `The header needs a "version" that is 1 or more; there is ${found}.`, {
        field: 'version',
      }),
    )
  }
  if (version > DOCUMENT_VERSION) {
    return err(
      errorIssue(
        'future_version',
        `The file was written by a newer Ergo (document version ${version}; this one reads up to ${DOCUMENT_VERSION}). Update Ergo to open it.`,
        { field: 'version' },
      ),
    )
  }
  return ok({ kind: 'ergo', version, document })
}

function isPredecessor(json: JsonRecord | readonly Json[]): boolean {
  const nodes = isJsonList(json) ? json : json.nodes
  return (
    isJsonList(nodes) &&
    nodes.some((node) => isJsonRecord(node) && (node.node_id !== undefined || node.node_type !== undefined))
  )
}

const notOurs = (message: string): Issue => errorIssue('unknown_format', message, { field: 'format' })
