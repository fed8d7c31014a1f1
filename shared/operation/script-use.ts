import { isJsonRecord, type JsonRecord } from '../base/json.ts'
import type { Parameter } from '../chain/schema.ts'
import type { OperationSpec } from './define.ts'
import { formOf } from './form.ts'

/** Which script a node runs, in which version, and what it gives it. Found by the widgets of its operation's form. */
export interface ScriptUse {
  readonly name: string
  /** Absent: the newest at the time of the run. */
  readonly version?: number
  readonly arguments: JsonRecord
}

/** The config keys of an operation that runs scripts; null for any other. */
export interface ScriptKeys {
  readonly script: string
  readonly version: string | undefined
  readonly arguments: string | undefined
}

export function scriptKeys(spec: OperationSpec): ScriptKeys | null {
  const key = (widget: string): string | undefined =>
    formOf(spec).find((field) => field.meta.widget === widget)?.key
  const script = key('script')
  return script === undefined
    ? null
    : { script, version: key('scriptVersion'), arguments: key('scriptArguments') }
}

/** Null where the operation runs no scripts, or none is chosen yet. */
export function scriptUse(spec: OperationSpec, config: JsonRecord): ScriptUse | null {
  const keys = scriptKeys(spec)
  const name = keys && config[keys.script]
  if (!keys || typeof name !== 'string' || name === '') return null
  const version = keys.version === undefined ? undefined : config[keys.version]
  const given = keys.arguments === undefined ? undefined : config[keys.arguments]
  return {
    name,
    ...(typeof version === 'number' ? { version } : {}),
    arguments: isJsonRecord(given) ? given : {},
  }
}

/** A config with another script or version of it: arguments that it does not take are left out. */
export function withScript(
  keys: ScriptKeys,
  config: JsonRecord,
  use: { readonly name: string; readonly version: number; readonly parameters: readonly Parameter[] },
): JsonRecord {
  const given = keys.arguments === undefined ? undefined : config[keys.arguments]
  const kept = Object.entries(isJsonRecord(given) ? given : {}).filter(([name]) =>
    use.parameters.some((parameter) => parameter.name === name),
  )
  const rest = Object.fromEntries(
    Object.entries(config).filter(([key]) => key !== keys.arguments && key !== keys.version),
  )
  return {
    ...rest,
    [keys.script]: use.name,
    ...(keys.version === undefined ? {} : { [keys.version]: use.version }),
    ...(keys.arguments === undefined || kept.length === 0
      ? {}
      : { [keys.arguments]: Object.fromEntries(kept) }),
  }
}

/** Arguments to begin with: what a script can't do without, from the inputs that are there, each in its turn. */
export function firstArguments(parameters: readonly Parameter[], inputs: readonly string[]): JsonRecord {
  const needed = parameters.filter(
    ({ name, default: otherwise }) => otherwise === undefined && !inputs.includes(name),
  )
  const free = inputs.filter((id) => !parameters.some(({ name }) => name === id))
  return Object.fromEntries(
    needed.flatMap(({ name }, i) => {
      const input = free[i]
      return input === undefined ? [] : [[name, input]]
    }),
  )
}
