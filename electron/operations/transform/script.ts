import type { OperationContext, Outcome, ScriptSource } from '#electron/engine/operation.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { aKindOf, type Json, type JsonRecord } from '#shared/base/json.ts'
import { outweighs } from '#shared/base/json-size.ts'
import { checkInput } from '#shared/chain/parameter.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import type { Operand } from '#shared/operation/operand.ts'
import { script } from '#shared/operation/transform/script.ts'
import { LARGE_BYTES } from '#shared/operation/value.ts'
import { giveJson, implement } from '../define.ts'
import { andThen, type MaybePromise, together } from '../inputs.ts'
import { operandJson } from '../operands.ts'

export const runScript = implement(script, (config, context) => {
  if (config.script === '') fail('script_missing', `${context.nodeName} has no script yet: choose one.`)
  return andThen(context.services.script(config.script, config.version), (source) =>
    runSource(source, config.arguments, context),
  )
})

function runSource(
  source: ScriptSource,
  given: Readonly<Record<string, Operand>>,
  context: OperationContext,
): MaybePromise<Outcome> {
  const unknown = Object.keys(given).find((name) => !source.parameters.some((one) => one.name === name))
  if (unknown !== undefined) {
    const names = source.parameters.map((parameter) => parameter.name).join(', ') || 'none'
    fail(
      'argument_unknown',
      `The script "${source.name}" has no parameter "${unknown}". Its parameters: ${names}.`,
    )
  }
  const values = source.parameters.map((parameter) => argumentFor(parameter, given, context))
  return andThen(together(values), async (args) => giveJson(await call(source, args, context)))
}

function argumentFor(
  parameter: Parameter,
  given: Readonly<Record<string, Operand>>,
  context: OperationContext,
): MaybePromise<Json> {
  const { name } = parameter
  if (Object.hasOwn(given, name)) return operandJson(given[name], context)
  if (context.inputs.some((input) => input.nodeId === name)) return operandJson(name, context)
  return (
    parameter.default ??
    fail(
      'argument_missing',
      `The script needs an argument for its parameter "${name}": give one, or connect an input of that id.`,
    )
  )
}

function call(source: ScriptSource, values: readonly Json[], context: OperationContext): Promise<Json> {
  const args: [string, Json][] = source.parameters.map((parameter, i) => {
    const value = values[i] ?? null
    const error = checkInput(parameter, value)
    if (error) throw new AppFailure(error.code, error.message, error.data)
    return [parameter.name, value]
  })
  const noted: JsonRecord = Object.fromEntries(args.map(([name, value]) => [name, inShort(value)]))
  context.record({ kind: 'script', name: source.name, version: source.version, arguments: noted })
  return context.services.runScript({
    source,
    values: args.map(([, value]) => value),
    signal: context.signal,
    log: (message) => context.log('info', message),
  })
}

/** An argument as it is noted with the run: a large one only by its kind, since its value is that of the node it came from. */
const inShort = (value: Json): Json =>
  outweighs(value, LARGE_BYTES) ? `(${aKindOf(value)}, too large to be noted here)` : value
