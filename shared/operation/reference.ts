import type { Json } from '../base/json.ts'
import type { InputPort, OperationExample, OperationSpec, OutputPort } from './define.ts'
import { portsOf } from './define.ts'
import { formOf } from './form.ts'
import type { FieldSpec, Shape } from './form-fields.ts'

/** All that is told of an operation, from its spec: for the command line, the help page and the README. */
export interface Reference {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly summary: string
  readonly keywords: readonly string[]
  /** What the traits mean for somebody who uses it, in sentences. */
  readonly notes: readonly string[]
  readonly inputs: readonly PortReference[]
  readonly outputs: readonly PortReference[]
  readonly config: readonly ConfigRow[]
  readonly errors: readonly { readonly code: string; readonly when: string }[]
  readonly examples: readonly OperationExample[]
}

export interface PortReference {
  readonly name: string
  readonly type: string
  /** How many edges it takes: `one`, `one or more`, `none or one`, `any number`; outputs have none. */
  readonly takes?: string
}

/** One config key, or a key within one: `cases[].port`. */
export interface ConfigRow {
  readonly path: string
  readonly label: string
  /** What may be given, in words: `integer, 0 to 20`. */
  readonly allowed: string
  readonly required: boolean
  readonly default?: Json
  readonly help?: string
  readonly unit?: string
  /** When it counts, e.g. `operator is gt or gte`. */
  readonly when?: string
}

export function referenceOf(spec: OperationSpec): Reference {
  const { inputs, outputs } = portsOf(spec, typicalConfig(spec))
  const notes = [...notesOf(spec)]
  if (typeof spec.inputs === 'function') notes.push('Its inputs depend on the config.')
  if (typeof spec.outputs === 'function') notes.push('Its outputs depend on the config.')
  return {
    id: spec.id,
    type: spec.type,
    title: spec.title,
    summary: spec.summary,
    keywords: spec.keywords,
    notes,
    inputs: inputs.map(inputReference),
    outputs: outputs.map(outputReference),
    config: formOf(spec).flatMap((field) => rowsOf(field, '')),
    errors: Object.entries(spec.errors).map(([code, when]) => ({ code, when })),
    examples: spec.examples,
  }
}

/** The config of all defaults, or of the first example where something must be given. */
function typicalConfig(spec: OperationSpec): unknown {
  const defaults = spec.config.safeParse({})
  return defaults.success ? defaults.data : spec.config.parse(spec.examples[0]?.config)
}

function* notesOf({ traits }: OperationSpec): Generator<string> {
  if (traits.effect) yield 'It changes something outside the run: its result is never reused.'
  else if (!traits.pure) yield 'Its result may change from run to run: it is never reused.'
  if (traits.branches) yield 'It decides which of its outputs goes on; what hangs on the others is skipped.'
  if (traits.returns) yield "Its value is part of the run's outputs."
}

function inputReference({ name, type, many, optional }: InputPort): PortReference {
  const takes = many ? (optional ? 'any number' : 'one or more') : optional ? 'none or one' : 'one'
  return { name, type, takes }
}

const outputReference = ({ name, type }: OutputPort): PortReference => ({ name, type })

function rowsOf(field: FieldSpec, prefix: string, condition?: string): ConfigRow[] {
  const { help, unit, when, label } = field.meta
  const path = prefix + field.key
  const conditions = [
    condition,
    when && `${prefix}${when.key} is ${listed(when.is.map((one) => String(one)))}`,
  ].filter((one) => one !== undefined)
  const row: ConfigRow = {
    path,
    label,
    allowed: shapeInWords(field.shape) + (field.nullable ? ', or null' : ''),
    required: field.required,
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(help ? { help } : {}),
    ...(unit ? { unit } : {}),
    ...(conditions.length === 0 ? {} : { when: conditions.join(', and ') }),
  }
  return [row, ...nestedRows(field.shape, path)]
}

function nestedRows(shape: Shape, path: string): ConfigRow[] {
  switch (shape.kind) {
    case 'object':
      return shape.fields.flatMap((field) => rowsOf(field, `${path}.`))
    case 'variants':
      return shape.variants.flatMap(({ value, fields }) =>
        fields.flatMap((field) => rowsOf(field, `${path}.`, `${path}.${shape.discriminator} is ${value}`)),
      )
    case 'list':
      return nestedRows(shape.item, `${path}[]`)
    case 'record':
      return nestedRows(shape.value, `${path}.KEY`)
    case 'union':
      return shape.options.flatMap((option) => nestedRows(option, path))
    default:
      return []
  }
}

/** A shape as somebody would say it: `list of text`, `number, at least 0`, `one of: gt, gte`. */
export function shapeInWords(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return `text${boundsInWords(shape.minLength, shape.maxLength, ' characters')}`
    case 'number':
    case 'integer':
      return `${shape.kind}${boundsInWords(shape.min, shape.max)}`
    case 'boolean':
      return 'true or false'
    case 'enum':
      return shape.options.length === 1
        ? String(shape.options[0]?.value)
        : `one of: ${shape.options.map((option) => String(option.value)).join(', ')}`
    case 'list':
      return `list of ${shapeInWords(shape.item)}${boundsInWords(shape.minLength, shape.maxLength, ' items')}`
    case 'record':
      return `record of ${shapeInWords(shape.value)}`
    case 'object':
      return 'record'
    case 'variants':
      return `record whose ${shape.discriminator} is ${listed(shape.variants.map((one) => String(one.value)))}`
    case 'union':
      return listed(shape.options.map(shapeInWords))
    case 'nothing':
      return 'null'
    case 'json':
      return 'any value'
  }
}

function boundsInWords(min: number | undefined, max: number | undefined, unit = ''): string {
  if (min !== undefined && max !== undefined) {
    return min === max ? `, ${min}${unit}` : `, ${min} to ${max}${unit}`
  }
  if (min !== undefined) return min === 1 && unit ? ', not empty' : `, at least ${min}${unit}`
  return max === undefined ? '' : `, at most ${max}${unit}`
}

/** `a`, `a or b`, `a, b or c`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last
}
