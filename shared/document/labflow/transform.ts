import type { Context, Converter } from './convert.ts'
import { inputId } from './convert.ts'
import { notCarried } from './settings.ts'

const first = { takes: 'first' } as const
/** Values that an operation is not made for are treated as there. */
const PYTHON = { rules: 'python' } as const

const TRANSFORMS: Readonly<Record<string, Converter>> = {
  map: ({ settings }) => {
    const operation = settings.requiredText('operation')
    const config = settings.choice(
      'operation',
      {
        multiply: () => ({ operation, factor: settings.number('factor') ?? 1 }),
        square: () => ({ operation }),
        absolute: () => ({ operation }),
        uppercase: () => ({ operation, notation: 'python' }),
        lowercase: () => ({ operation, notation: 'python' }),
      },
      operation,
    )
    return { operation: 'map', config: { ...config(), ...PYTHON }, ...first }
  },

  filter: (context) => {
    const { settings } = context
    const operators = { gt: 'gt', lt: 'lt', eq: 'eq', gte: 'gte', lte: 'lte' }
    const operator = settings.choice('operator', operators, settings.required('operator'))
    const threshold = settings.get('threshold')
    if (threshold === undefined || threshold === null) notCarried('It has no "threshold" to compare with.')
    if (!settings.get('condition')) {
      context.warn(
        'condition_absent',
        'LabFlow does not run a filter without a "condition", whatever it says.',
      )
    }
    return { operation: 'filter', config: { operator, threshold, ...PYTHON }, ...first }
  },

  extract: ({ settings }) => {
    const fields = settings.texts('fields') ?? []
    if (fields.length === 0) notCarried('It names no "fields": there is nothing to take.')
    return { operation: 'extract', config: { fields: [...new Set(fields)], ...PYTHON }, ...first }
  },

  merge: (context) => {
    const keys = context.settings.texts('merge_keys') ?? []
    if (keys.length === 0) {
      context.warn('merges_nothing', 'LabFlow merges only what "merge_keys" names, and it names nothing.')
      return { operation: 'expression', config: { expression: '({})' }, takes: 'all' }
    }
    return {
      operation: 'merge',
      config: { keys: keys.map((key) => inputId(context, key) ?? key) },
      takes: 'all',
    }
  },

  flatten: () => ({ operation: 'flatten', config: PYTHON, ...first }),

  aggregate: ({ settings }) => {
    const aggregation = settings.get('aggregation') ?? 'sum'
    const whenEmpty = settings.choice(
      'aggregation',
      { sum: 'zero', average: 'zero', stdev: 'zero', min: 'null', max: 'null', count: 'zero' },
      aggregation,
    )
    return { operation: 'aggregate', config: { aggregation, whenEmpty, ...PYTHON }, ...first }
  },

  format: (context) => {
    const format = formatOf(context)
    const precision = format === 'percent' ? context.settings.number('precision') : undefined
    if (precision !== undefined && (!Number.isInteger(precision) || precision < 0 || precision > 100)) {
      notCarried(`Its "precision" ${precision} is not a number of digits.`)
    }
    return {
      operation: 'format',
      config: { format, ...(precision === undefined ? {} : { precision }), notation: 'python' },
      ...first,
    }
  },
}

/** A format that the predecessor does not know is plain text there. */
function formatOf({ settings, warn }: Context): string {
  const format = settings.get('format') ?? 'string'
  if (format === 'json' || format === 'csv' || format === 'percent') return format
  if (format !== 'string')
    warn('format_unknown', `LabFlow knows no format ${JSON.stringify(format)} and writes plain text.`)
  return 'text'
}

export const convertTransform: Converter = (context) => {
  const { settings, inputs } = context
  const convert = settings.choice('transform_type', TRANSFORMS, settings.get('transform_type') ?? 'map')
  const converted = convert(context)
  if (converted.takes === 'first' && inputs.length > 1) {
    const others = inputs.slice(1).map(({ name }) => `"${name}"`)
    context.warn(
      'inputs_unused',
      `LabFlow works on the first input only, so ${others.join(', ')} is not connected.`,
    )
  }
  return converted
}
