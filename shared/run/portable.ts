import { z } from 'zod'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { isJsonRecord, type Json, type JsonRecord, ParsedJson, ParsedJsonRecord } from '../base/json.ts'
import { err, ok, type Result } from '../base/result.ts'
import { type Chain, operationIdOf } from '../chain/schema.ts'
import { migrateDocument } from '../document/migrate.ts'
import type { Migration } from '../document/migrations/index.ts'
import type { Registry } from '../operation/registry.ts'
import { RunEvent, Trigger } from './events.ts'

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

/** Stands where something secret was. */
export const LEFT_OUT = '(left out)'

/** Names of settings, headers and inputs whose texts are secret. */
const SECRET =
  /^(proxy-)?authorization$|^(set-)?cookie$|api[-_]?key|access[-_]?key|token|secret|password|passwd|credential/i
/** Holds names of environment variables instead of what is in them. */
const NAMES_ONLY = 'secretHeaders'

/** JSON without the texts under secret names; `found` hears where they were. */
export function withoutSecrets(value: Json, path: string, found: (path: string) => void): Json {
  if (Array.isArray(value)) return value.map((item: Json, i) => withoutSecrets(item, `${path}.${i}`, found))
  if (!isJsonRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]): [string, Json] => {
      const at = path === '' ? key : `${path}.${key}`
      if (key === NAMES_ONLY) return [key, part]
      if (SECRET.test(key) && (typeof part === 'string' || typeof part === 'number') && part !== '') {
        found(at)
        return [key, LEFT_OUT]
      }
      return [key, withoutSecrets(part, at, found)]
    }),
  )
}

/** A chain without the secrets in its nodes' configs and in the defaults of its parameters. */
export function chainWithoutSecrets(chain: Chain, found: (path: string) => void): Chain {
  const recordOf = (value: Json): JsonRecord => (isJsonRecord(value) ? value : {})
  return {
    ...chain,
    nodes: chain.nodes.map((node) => ({
      ...node,
      config: recordOf(withoutSecrets(node.config, `${node.id}.config`, found)),
    })),
    parameters: chain.parameters.map((parameter) => {
      if (!SECRET.test(parameter.name) || parameter.default === undefined) return parameter
      found(`parameters.${parameter.name}`)
      return { ...parameter, default: LEFT_OUT }
    }),
  }
}

/** Events without secret inputs, and without the values of nodes that read them from outside (the trait `secret`). */
export function eventsWithoutSecrets(
  events: Iterable<RunEvent>,
  secretNodes: ReadonlySet<string>,
  found: (path: string) => void,
): RunEvent[] {
  return [...events].map((event): RunEvent => {
    if (event.type === 'run-started') {
      const inputs = withoutSecrets(event.inputs, '', (path) => found(`inputs.${path}`))
      return { ...event, inputs: isJsonRecord(inputs) ? inputs : {} }
    }
    if (event.type !== 'node-finished' || !secretNodes.has(event.nodeId) || !event.result.value) return event
    found(`${event.nodeId}.result`)
    const { outputs: _outputs, ...result } = event.result
    return { ...event, result: { ...result, value: { kind: 'json', json: LEFT_OUT } } }
  })
}

/** The ids of the nodes whose values may be secret. */
export const secretNodesOf = (chain: Chain, registry: Registry): ReadonlySet<string> =>
  new Set(chain.nodes.filter((node) => registry(operationIdOf(node))?.traits.secret).map((node) => node.id))
