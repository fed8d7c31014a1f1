import type { AppError } from '../base/errors.ts'
import { type Json, type JsonRecord, kindOf, parseJson } from '../base/json.ts'
import { err, ok, type Result } from '../base/result.ts'
import type { Parameter } from './schema.ts'

type ParameterType = Parameter['type']

const WORDS: Record<ParameterType, string> = {
  text: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  list: 'a list',
  record: 'a record',
  file: 'the path of a file',
  any: 'any value',
}

function fits(type: ParameterType, value: Json): boolean {
  const kind = kindOf(value)
  switch (type) {
    case 'any':
      return true
    case 'integer':
      return Number.isInteger(value)
    case 'file':
      return kind === 'text' && value !== ''
    default:
      return kind === type
  }
}

/** The error `input_invalid` where a value is not what the parameter takes. Nothing is converted. */
export function checkInput(parameter: Parameter, value: Json): AppError | null {
  if (fits(parameter.type, value)) return null
  const shown = JSON.stringify(value)
  const got = shown.length > 60 ? `a ${kindOf(value)}` : shown
  return {
    code: 'input_invalid',
    message: `The parameter "${parameter.name}" takes ${WORDS[parameter.type]}, but got ${got}.`,
    data: { parameter: parameter.name },
  }
}

/**
 * The inputs of a run: what is given, with the parameters' defaults for the rest. Inputs that no parameter declares are
 * let through: `data_input.parameter` may ask for them by path. Errors: `input_missing`, `input_invalid`, one each.
 */
export function resolveInputs(
  parameters: readonly Parameter[],
  given: JsonRecord,
): Result<JsonRecord, AppError[]> {
  const inputs: Record<string, Json> = { ...given }
  const errors: AppError[] = []
  for (const parameter of parameters) {
    const value = Object.hasOwn(given, parameter.name) ? given[parameter.name] : parameter.default
    if (value === undefined && parameter.optional) continue
    if (value === undefined) {
      errors.push({
        code: 'input_missing',
        message: `The chain needs a value for its parameter "${parameter.name}": ${WORDS[parameter.type]}.`,
        data: { parameter: parameter.name },
      })
      continue
    }
    const error = checkInput(parameter, value)
    if (error) errors.push(error)
    inputs[parameter.name] = value
  }
  return errors.length > 0 ? err(errors) : ok(inputs)
}

/**
 * Text that a person typed, as the parameter's type has it; without a declared type, JSON where it parses, else the text.
 * Error: `input_invalid`.
 */
export function parseInputText(parameter: Parameter, text: string): Result<Json, AppError> {
  const value = readText(parameter.type, text)
  const error = checkInput(parameter, value)
  return error ? err(error) : ok(value)
}

function readText(type: ParameterType, text: string): Json {
  if (type === 'text' || type === 'file') return text
  const parsed = parseJson(text)
  return parsed.ok ? parsed.value : text
}
