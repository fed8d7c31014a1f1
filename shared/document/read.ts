import { z } from 'zod'
import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '../base/json.ts'
import { faultsOf, pathText } from '../base/requirement.ts'
import { err, ok, type Result } from '../base/result.ts'
import { errorIssue, type Issue, type IssuePlace, warningIssue } from '../chain/issue.ts'
import { Chain, type ChainNode, Edge, Frame, Note, Parameter } from '../chain/schema.ts'
import type { Registry } from '../operation/registry.ts'
import { readEnvelope } from './envelope.ts'
import { extraOf, keysOf, unknownKeys } from './extra.ts'
import { readLabflow } from './labflow.ts'
import { migrateDocument } from './migrate.ts'
import { DOCUMENT_VERSION } from './migrations/index.ts'
import { readNode } from './node.ts'
import { type Loss, placeOf, type Range, type Scan, scanJson } from './scan.ts'

/** A chain read from a text, and the warnings about what was not as it should be. */
export interface ReadDocument {
  readonly chain: Chain
  /** Warnings only. Whether the chain can run is for `validateChain` to say. */
  readonly issues: readonly Issue[]
  /** `labflow`: the predecessor's. */
  readonly format: 'ergo' | 'labflow'
}

/** What a reader of nodes needs to know about the text that they come from. */
export interface Source {
  readonly text: string
  readonly scan: Scan
  readonly registry: Registry
  /** Used as the chain's name where the file gives none. */
  readonly fileName: string | undefined
}

/**
 * Reads a chain's document, or one of the predecessor's files, from its text. The header is read before anything
 * else. Never throws, whatever the text is: what can't be read is an error issue that says what and where.
 */
export function readDocument(
  text: string,
  registry: Registry,
  fileName?: string,
): Result<ReadDocument, readonly Issue[]> {
  const content = text.startsWith('\ufeff') ? text.slice(1) : text
  const scanned = scanJson(content)
  if (!scanned.ok) {
    const { code, offset, reason } = scanned.error
    return err([errorIssue(code, `The file can't be read at ${placeOf(content, offset)}: ${reason}.`)])
  }
  const envelope = readEnvelope(JSON.parse(content))
  if (!envelope.ok) return err([envelope.error])
  const source: Source = { text: content, scan: scanned.value, registry, fileName }
  if (envelope.value.kind === 'labflow') {
    const read = readLabflow(envelope.value.document, source)
    return read.ok ? withLosses(read.value, source) : read
  }
  const { document, version } = envelope.value
  // Once migrated, a node's text is no longer what the file says.
  const ranges = version === DOCUMENT_VERSION ? source.scan.nodes : []
  const read = readChain(migrateDocument(document, version), source, ranges)
  return read.ok ? withLosses(read.value, source) : read
}

/** A document but for its nodes. `extra` is ours alone: under that name too a document holds but an unknown key. */
const Rest = Chain.pick({ name: true, description: true }).extend({
  parameters: z.array(Parameter.omit({ extra: true })).default([]),
  edges: z.array(Edge.omit({ extra: true })).default([]),
  frames: z.array(Frame.omit({ extra: true })).optional(),
  notes: z.array(Note.omit({ extra: true })).optional(),
})
const CHAIN_KEYS = keysOf(Chain, ['format', 'version'])
const PARAMETER_KEYS = keysOf(Parameter)
const EDGE_KEYS = keysOf(Edge)
const FRAME_KEYS = keysOf(Frame)
const NOTE_KEYS = keysOf(Note)

function readChain(
  document: JsonRecord,
  source: Source,
  ranges: readonly Range[],
): Result<ReadDocument, Issue[]> {
  const rest = Rest.safeParse(document)
  const issues: Issue[] = rest.success ? [] : chainFaults(rest.error, document)
  const nodes: ChainNode[] = []
  if (!isJsonList(document.nodes)) {
    issues.push(errorIssue('bad_document', '"nodes" must be a list of nodes.', { field: 'nodes' }))
  } else {
    for (const [index, raw] of document.nodes.entries()) {
      const text = (): string => {
        const range = ranges[index]
        return range ? source.text.slice(range.start, range.end) : JSON.stringify(raw, null, 2)
      }
      const read = readNode(raw, index, text, source.registry)
      if (read.node) nodes.push(read.node)
      for (const issue of read.issues) issues.push(issue)
    }
  }
  if (!rest.success || issues.some((issue) => issue.severity === 'error')) {
    return err(issues.filter((issue) => issue.severity === 'error'))
  }
  const { name, description, parameters, edges, frames, notes } = rest.data
  const extra = extraOf(document, CHAIN_KEYS)
  if (extra) issues.push(unknownKeys(extra, 'The document'))
  const chain: Chain = {
    name,
    ...(description === undefined ? {} : { description }),
    parameters: withExtras(parameters, document.parameters, PARAMETER_KEYS, 'parameters', issues),
    nodes,
    edges: withExtras(edges, document.edges, EDGE_KEYS, 'edges', issues),
    ...(frames ? { frames: withExtras(frames, document.frames, FRAME_KEYS, 'frames', issues) } : {}),
    ...(notes ? { notes: withExtras(notes, document.notes, NOTE_KEYS, 'notes', issues) } : {}),
    ...(extra ? { extra } : {}),
  }
  return ok({ chain, issues, format: 'ergo' })
}

/** The items of a list, each with what its record holds under keys that are not known. */
function withExtras<Item extends object>(
  items: readonly Item[],
  raws: Json | undefined,
  known: ReadonlySet<string>,
  part: string,
  issues: Issue[],
): (Item & { extra?: JsonRecord })[] {
  return items.map((item, index) => {
    const raw = isJsonList(raws) ? raws[index] : undefined
    const extra = isJsonRecord(raw) ? extraOf(raw, known) : undefined
    if (!extra) return item
    issues.push(unknownKeys(extra, `"${part}[${index}]"`, { field: `${part}.${index}` }))
    return { ...item, extra }
  })
}

function chainFaults(error: z.ZodError, document: JsonRecord): Issue[] {
  const faults = faultsOf(error, document, (path) => (path.length ? `"${pathText(path)}"` : 'The document'))
  return faults.map(({ path, message }) => {
    const [part, index] = path
    const list = part === 'edges' ? document.edges : undefined
    const edge = isJsonList(list) && typeof index === 'number' ? list[index] : undefined
    const place: IssuePlace = { field: pathText(path) }
    const known = isJsonRecord(edge) && typeof edge.id === 'string' ? { ...place, edgeId: edge.id } : place
    return errorIssue('bad_document', message, known)
  })
}

/** More warnings of this kind would tell nothing new. */
const MAX_LOSSES = 20

/** Adds a warning for each thing that JSON can say and a program that reads it can't keep. */
function withLosses(read: ReadDocument, source: Source): Result<ReadDocument, never> {
  if (source.scan.losses.length === 0) return ok(read)
  const kept = read.chain.nodes.flatMap((node, index) =>
    node.placeholder && read.format === 'ergo' ? (source.scan.nodes[index] ?? []) : [],
  )
  // Both are in the order of the text.
  let at = 0
  const losses = source.scan.losses.filter(({ offset }) => {
    while ((kept[at]?.end ?? Number.POSITIVE_INFINITY) <= offset) at += 1
    return offset < (kept[at]?.start ?? Number.POSITIVE_INFINITY)
  })
  const issues = losses.slice(0, MAX_LOSSES).map((loss) => lossIssue(loss, source.text))
  if (losses.length > MAX_LOSSES) {
    const more = losses.length - MAX_LOSSES
    issues.push(
      warningIssue('more_losses', `${more} more repeated keys or numbers that are too long follow.`),
    )
  }
  return ok({ ...read, issues: [...read.issues, ...issues] })
}

function lossIssue({ code, offset, text }: Loss, content: string): Issue {
  const place = placeOf(content, offset)
  return code === 'duplicate_key'
    ? warningIssue(
        code,
        `The key ${JSON.stringify(text)} is written twice (again at ${place}): the last one counts.`,
      )
    : warningIssue(
        code,
        `The number ${text} at ${place} has more digits than can be kept; it becomes ${Number(text)}.`,
      )
}
