import { z } from 'zod'
import type { AppError } from '../base/errors.ts'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { isJsonRecord, type Json, type JsonRecord, ParsedJson, ParsedJsonRecord } from '../base/json.ts'
import { err, ok, type Result } from '../base/result.ts'
import {
  type Chain,
  type ChainNode,
  operationIdOf,
  type Parameter,
  type Placeholder,
} from '../chain/schema.ts'
import { migrateDocument } from '../document/migrate.ts'
import type { Migration } from '../document/migrations/index.ts'
import { scanJson } from '../document/scan.ts'
import { parameter as parameterSpec } from '../operation/data-input/parameter.ts'
import type { Registry } from '../operation/registry.ts'
import type { Value } from '../operation/value.ts'
import { type NodeRecord, type NodeResult, RunEvent, Trigger } from './events.ts'
import {
  type Found,
  isSecretName,
  LEFT_OUT,
  recordWithoutSecrets,
  SecretTexts,
  withoutSecrets,
} from './secrets.ts'

export const RUN_FORMAT = 'ergo.run'
/** What this program writes. Key n of the migrations turns version n into n + 1. */
export const RUN_VERSION = 1
/** The ending of the files. */
export const RUN_EXTENSION = 'ergorun'
const MIGRATIONS: Readonly<Record<number, Migration>> = {}

/** One run, whole, as it is handed to another machine: what happened is told by its events. */
export const PortableRun = z.object({
  format: z.literal(RUN_FORMAT),
  version: z.literal(RUN_VERSION),
  executionId: ExecutionId,
  /** The chain in the store that it came from. */
  chainId: ChainId.nullable(),
  trigger: Trigger,
  exportedAt: z.number(),
  /** Versions of what ran it: of Ergo, and of each operation in the chain. */
  versions: z.object({ ergo: z.string(), operations: z.record(z.string(), z.number().int()) }),
  options: ParsedJsonRecord,
  /** The chain's document as it was. */
  chain: ParsedJson,
  events: z.array(RunEvent).min(1),
  /** Blobs that the results name, which travel beside the document. */
  blobs: z.array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int() })),
  /** Where something secret was left out, e.g. `fetch.config.headers.Authorization`. */
  redacted: z.array(z.string()),
})
export type PortableRun = z.infer<typeof PortableRun>

/** Reads the document of a run file. Codes: `run_file_unknown`, `run_file_newer`, `run_file_damaged`. */
export function readPortable(json: Json): Result<PortableRun, { code: string; message: string }> {
  if (!isJsonRecord(json) || json.format !== RUN_FORMAT)
    return err({ code: 'run_file_unknown', message: 'The file is no run of Ergo.' })
  const { version } = json
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return err({ code: 'run_file_damaged', message: 'The file does not say its version.' })
  if (version > RUN_VERSION) return err(newer(version))
  const parsed = PortableRun.safeParse(migrateDocument(json, version, RUN_VERSION, MIGRATIONS))
  if (parsed.success) return ok(parsed.data)
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  return err({
    code: 'run_file_damaged',
    message: `The file is damaged: "${where}" is not what it should be.`,
  })
}

export const newer = (version: number): { code: string; message: string } => ({
  code: 'run_file_newer',
  message: `The file was written by a newer Ergo (version ${version} of run files; this one reads up to ${RUN_VERSION}). Update Ergo to open it.`,
})

/** A chain without the secrets in its nodes, in the defaults of its parameters, and in what Ergo does not know of it. */
export function chainWithoutSecrets(chain: Chain, found: Found): Chain {
  const rest = <Part extends { extra?: JsonRecord | undefined }>(
    parts: readonly Part[],
    path: (part: Part) => string,
  ) => parts.map((part) => extraWithout(part, path(part), found))
  return extraWithout(
    {
      ...chain,
      nodes: chain.nodes.map((node) => nodeWithout(node, found)),
      parameters: chain.parameters.map((parameter) => parameterWithout(parameter, found)),
      edges: rest(chain.edges, ({ id }) => `edges.${id}`),
      ...(chain.frames ? { frames: rest(chain.frames, ({ id }) => `frames.${id}`) } : {}),
      ...(chain.notes ? { notes: rest(chain.notes, ({ id }) => `notes.${id}`) } : {}),
    },
    '',
    found,
  )
}

function extraWithout<Part extends { extra?: JsonRecord | undefined }>(
  part: Part,
  path: string,
  found: Found,
): Part {
  return part.extra ? { ...part, extra: recordWithoutSecrets(part.extra, path, found) } : part
}

function nodeWithout(node: ChainNode, found: Found): ChainNode {
  const { id, placeholder } = node
  const config = recordWithoutSecrets(node.config, `${id}.config`, found)
  const clean = extraWithout({ ...node, config }, id, found)
  return placeholder ? { ...clean, placeholder: placeholderWithout(placeholder, id, found) } : clean
}

/** The text of a node that is kept as it was written stays so to the letter only where nothing secret is in it. */
function placeholderWithout(placeholder: Placeholder, path: string, found: Found): Placeholder {
  const { text, ...rest } = placeholder
  if (text === undefined) return placeholder
  const scan = scanJson(text)
  if (!scan.ok) {
    found(`${path}.placeholder`, text)
    return rest
  }
  // Of a key that is written twice only the last value is looked at: the text has to go, whatever the others are.
  let asWritten = scan.value.losses.every(({ code }) => code !== 'duplicate_key')
  const json: Json = JSON.parse(text)
  const clean = withoutSecrets(json, path, (at, secret) => {
    asWritten = false
    found(at, secret)
  })
  return asWritten ? placeholder : { ...rest, text: JSON.stringify(clean, null, 2) }
}

function parameterWithout(parameter: Parameter, found: Found): Parameter {
  const path = `parameters.${parameter.name}`
  const clean = extraWithout(parameter, path, found)
  if (clean.default === undefined) return clean
  if (!isSecretName(clean.name)) return { ...clean, default: withoutSecrets(clean.default, path, found) }
  found(path, clean.default)
  return { ...clean, default: LEFT_OUT }
}

/** What of a chain's nodes is secret. */
export interface SecretNodes {
  /** The nodes whose values may be secret: they read them from outside (the trait `secret`), or give a secret input. */
  readonly ids: ReadonlySet<string>
  /** The chain's secret texts. */
  readonly texts: SecretTexts
}

export function secretNodesOf(chain: Chain, registry: Registry): SecretNodes {
  const texts = new SecretTexts()
  chainWithoutSecrets(chain, texts.add)
  const isSecret = (node: ChainNode): boolean =>
    registry(operationIdOf(node))?.traits.secret === true || givesSecret(node)
  return { ids: new Set(chain.nodes.filter(isSecret).map((node) => node.id)), texts }
}

function givesSecret(node: ChainNode): boolean {
  if (operationIdOf(node) !== parameterSpec.id) return false
  const { path } = node.config
  const asked = typeof path === 'string' && path !== '' ? path : (node.name ?? node.id)
  return asked.split('.').some(isSecretName)
}

/**
 * Events without secret inputs and arguments of scripts, without the values of nodes that may be secret, and without the
 * chain's secrets where they have come into a result as they are. What is said in sentences stays.
 */
export function eventsWithoutSecrets(
  events: Iterable<RunEvent>,
  { ids, texts }: SecretNodes,
  found: Found,
): RunEvent[] {
  const all = [...events]
  for (const event of all) {
    if (event.type === 'run-started') withoutSecrets(event.inputs, '', texts.add)
    else if (event.type === 'node-recorded' && event.record.kind === 'script')
      withoutSecrets(event.record.arguments, '', texts.add)
  }
  return all.map((event): RunEvent => {
    switch (event.type) {
      case 'run-started':
        return { ...event, inputs: recordWithoutSecrets(event.inputs, 'inputs', found) }
      case 'node-recorded':
        return { ...event, record: recordWithout(event.record, texts, `${event.nodeId}.record`, found) }
      case 'node-attempt':
        return { ...event, error: errorWithout(event.error, cleaner(texts, `${event.nodeId}.error`, found)) }
      case 'node-finished': {
        const path = `${event.nodeId}.result`
        const result = ids.has(event.nodeId) ? withoutValue(event.result, path, found) : event.result
        return { ...event, result: resultWithout(result, cleaner(texts, path, found)) }
      }
      case 'run-finished':
        return event.error
          ? { ...event, error: errorWithout(event.error, cleaner(texts, 'error', found)) }
          : event
      default:
        return event
    }
  })
}

/** Takes secret texts out of JSON of one place. */
interface Cleaner {
  readonly json: (value: Json) => Json
  readonly record: (record: JsonRecord) => JsonRecord
}

function cleaner(texts: SecretTexts, path: string, found: Found): Cleaner {
  const tell = (): void => found(path, LEFT_OUT)
  return {
    json: (value) => texts.without(value, tell),
    record: (record) => texts.recordWithout(record, tell),
  }
}

function recordWithout(record: NodeRecord, texts: SecretTexts, path: string, found: Found): NodeRecord {
  const clean = cleaner(texts, path, found)
  if (record.kind === 'script')
    return { ...record, arguments: clean.record(recordWithoutSecrets(record.arguments, path, found)) }
  if (record.kind !== 'conclusion' && record.kind !== 'annotation') return record
  return record.data === undefined ? record : { ...record, data: clean.json(record.data) }
}

function withoutValue(result: NodeResult, path: string, found: Found): NodeResult {
  const { outputs, ...rest } = result
  if (!result.value && !outputs) return result
  found(path, LEFT_OUT)
  return { ...rest, value: { kind: 'json', json: LEFT_OUT } }
}

function resultWithout(result: NodeResult, clean: Cleaner): NodeResult {
  const { value, outputs, decision, error, warnings } = result
  const cleanOutputs = Object.entries(outputs ?? {}).map(([port, output]) => [
    port,
    valueWithout(output, clean),
  ])
  return {
    ...result,
    ...(value ? { value: valueWithout(value, clean) } : {}),
    ...(outputs ? { outputs: Object.fromEntries(cleanOutputs) } : {}),
    ...(decision ? { decision: { ...decision, result: clean.json(decision.result) } } : {}),
    ...(error ? { error: errorWithout(error, clean) } : {}),
    warnings: warnings.map((warning) => errorWithout(warning, clean)),
  }
}

function valueWithout(value: Value, clean: Cleaner): Value {
  if (value.kind === 'json') return { ...value, json: clean.json(value.json) }
  return value.kind === 'chart' ? { ...value, spec: clean.json(value.spec) } : value
}

function errorWithout(error: AppError, clean: Cleaner): AppError {
  return error.data ? { ...error, data: clean.record(error.data) } : error
}
