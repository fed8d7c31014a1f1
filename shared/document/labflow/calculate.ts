import type { Json, JsonRecord } from '../../base/json.ts'
import { type Context, type Converter, inputId } from './convert.ts'
import { notCarried } from './settings.ts'

/** An operand: an input's id where it is one, else the value itself. */
function operand(context: Context, written: Json): Json {
  if (typeof written !== 'string') return written
  const id = inputId(context, written)
  if (id !== undefined) return id
  // Here such a text is a path into the input.
  const path = context.inputs.find((input) => written.startsWith(`${input.id}.`))
  return path
    ? notCarried(`Its operand ${JSON.stringify(written)} means a field of "${path.id}" here.`)
    : written
}

/** How many operands the predecessor looks at; it passes over the rest. */
const USED: Readonly<Record<string, number>> = { divide: 2, modulo: 2, power: 2 }

function arithmetic(context: Context): JsonRecord {
  const { settings } = context
  const known = {
    add: 'add',
    subtract: 'subtract',
    multiply: 'multiply',
    divide: 'divide',
    modulo: 'modulo',
    power: 'power',
  }
  const operation = settings.choice('operation', known)
  const written = settings.list('operands') ?? []
  if (written.length === 0) notCarried('It has no "operands", without which LabFlow does not run it.')
  const used = USED[operation]
  if (used !== undefined && written.length < used) notCarried(`To ${operation} it needs ${used} operands.`)
  if (used !== undefined && written.length > used) {
    context.warn('operands_unused', `To ${operation}, LabFlow uses the first two operands only.`)
  }
  const operands = written.slice(0, used).map((item) => {
    const text = typeof item === 'string' ? item : JSON.stringify(item)
    if (inputId(context, text) === undefined) {
      context.warn(
        'operand_missing',
        `The operand ${text} is no input of the node: it fails when it runs, as in LabFlow.`,
      )
    }
    // Ours would take a number at its word; the predecessor looks for a node of that name.
    return operand(context, text)
  })
  return { operation, operands, rules: 'python' }
}

function comparison(context: Context): JsonRecord {
  const { settings } = context
  const operator = settings.choice('operation', {
    greater_than: 'greaterThan',
    less_than: 'lessThan',
    greater_equal: 'greaterEqual',
    less_equal: 'lessEqual',
    equal: 'equal',
    not_equal: 'notEqual',
  })
  const [left, right] = [settings.required('left'), settings.required('right')]
  return { left: operand(context, left), operator, right: operand(context, right), rules: 'python' }
}

function logical(context: Context): JsonRecord {
  const { settings } = context
  const operation = settings.choice('operation', { and: 'and', or: 'or', not: 'not' })
  const written = settings.list('operands') ?? []
  if (written.length === 0) notCarried('It has no "operands", without which LabFlow does not run it.')
  if (operation === 'not' && written.length > 1) {
    context.warn('operands_unused', 'LabFlow negates the first operand only.')
  }
  const used = operation === 'not' ? written.slice(0, 1) : written
  return { operation, operands: used.map((item) => operand(context, item)), truth: 'loose' }
}

function mathematical(context: Context): JsonRecord {
  const { settings } = context
  const names = ['sqrt', 'log', 'exp', 'sin', 'cos', 'tan', 'abs', 'ceil', 'floor']
  const operation = settings.choice('operation', Object.fromEntries(names.map((name) => [name, name])))
  const value = operand(context, settings.required('value'))
  if (operation !== 'log') return { operation, value, rules: 'python' }
  const base = settings.number('base') ?? 10
  if (base <= 0 || base === 1) notCarried(`There is no logarithm to the base ${base}.`)
  return { operation, value, base, rules: 'python' }
}

function statistical(context: Context): JsonRecord {
  const { settings } = context
  const names = ['mean', 'median', 'mode', 'stdev', 'variance']
  const operation = settings.choice('operation', Object.fromEntries(names.map((name) => [name, name])))
  return { operation, data: operand(context, settings.required('data')), whenEmpty: 'zero', rules: 'python' }
}

const OPERATIONS: Readonly<Record<string, (context: Context) => JsonRecord>> = {
  arithmetic,
  comparison,
  logical,
  mathematical,
  statistical,
  analysis: ({ settings }) => {
    const tool = settings.get('tool_id') ?? settings.get('operation') ?? null
    return notCarried(`It runs LabFlow's analysis tool ${JSON.stringify(tool)}, which Ergo does not have.`)
  },
}

export const convertCalculate: Converter = (context) => {
  const { settings } = context
  const operation = settings.get('operation_type') ?? 'arithmetic'
  const convert = settings.choice('operation_type', OPERATIONS, operation)
  return { operation: String(operation), config: convert(context), takes: 'all' }
}
