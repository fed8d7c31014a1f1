import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '../../base/json.ts'
import { textOf } from '../../operation/text.ts'
import { isPythonFunction, type Meaning, translatePython } from '../python/translate.ts'
import { placeOf } from '../scan.ts'
import { type Context, type Converter, inputId } from './convert.ts'
import { notCarried } from './settings.ts'

/** Words of JavaScript, and names that every expression has: an input of that id is reached through `inputs`. */
const TAKEN: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined NaN Infinity var void while with yield
  inputs value params`.split(/\s+/),
)

function meaningIn(context: Context): (name: string) => Meaning | undefined {
  return (name) => {
    const input = context.inputs.find((candidate) => candidate.name === name)
    if (!input) return undefined
    if (input.isCondition) {
      return {
        refused: `"${name}" is a condition: in LabFlow it gave its verdict, here it hands its input on`,
      }
    }
    return {
      js:
        /^[A-Za-z_]\w*$/.test(input.id) && !TAKEN.has(input.id)
          ? input.id
          : `inputs[${JSON.stringify(input.id)}]`,
    }
  }
}

/** The Python text as a JavaScript expression that gives true or false. */
function translate(context: Context): string {
  const source = context.settings.requiredText('condition')
  const clash = context.inputs.find(({ id }) => isPythonFunction(id) || id === 'inputs')
  if (clash) notCarried(`An input is called "${clash.id}", which means something else in expressions here.`)
  const translated = translatePython(source, meaningIn(context))
  if (!translated.ok) {
    const { reason, offset } = translated.error
    notCarried(`Its condition can't be carried over at ${placeOf(source, offset)}: ${reason}.`)
  }
  const names = new Map(translated.value.unknown.map(({ name, offset }) => [name, offset]))
  for (const [name, offset] of names) {
    context.warn(
      'name_unknown',
      `The condition uses "${name}" (${placeOf(source, offset)}), which is no input of the node: where that is reached, it fails, as in LabFlow.`,
    )
  }
  return translated.value.js
}

const CONDITIONS: Readonly<Record<string, Converter>> = {
  if: (context) => {
    // Where these name nodes, they decide which branch those follow.
    context.settings.get('true_path')
    context.settings.get('false_path')
    const config = { operator: 'expression', expression: translate(context) }
    return { operation: 'if', config, takes: 'all' }
  },
  filter: (context) => ({
    operation: 'filter',
    config: { operator: 'expression', expression: translate(context) },
    takes: 'all',
  }),
  switch: (context) => {
    const { settings } = context
    const variable = settings.requiredText('variable')
    const cases = settings.record('cases') ?? {}
    if (Object.keys(cases).length === 0)
      notCarried('It has no "cases", without which LabFlow does not run it.')
    const id = inputId(context, variable)
    if (id === undefined) {
      context.warn(
        'name_unknown',
        `The variable "${variable}" is no input of the node: it fails, as in LabFlow.`,
      )
    }
    const config = {
      variable: id ?? `pyUnknown(${JSON.stringify(variable)})`,
      cases: casesOf(cases),
      default: pathOf(settings.get('default_path') ?? 'default'),
    }
    return { operation: 'switch', config, takes: 'all' }
  },
}

/**
 * There, the value's text in Python decides: the key "1" is met by the number 1 and by the text "1", "True" by true. One
 * case each says the same.
 */
function casesOf(cases: JsonRecord): JsonRecord[] {
  return Object.entries(cases).flatMap(([key, path]) => {
    const values: (string | number | boolean | null)[] = [key]
    for (const value of [true, false, null]) if (textOf(value, 'python') === key) values.push(value)
    const number = Number(key)
    // A float keeps its point in Python; here 2.0 is the number 2.
    const isText = (text: string): boolean => textOf(number, 'python') === text
    const isFloat = key.endsWith('.0') && isText(key.slice(0, -2)) && !Object.hasOwn(cases, key.slice(0, -2))
    if (Number.isFinite(number) && (isText(key) || isFloat)) values.push(number)
    return values.map((value) => ({ value, port: pathOf(path) }))
  })
}

function pathOf(path: Json): string {
  if (isJsonList(path) || isJsonRecord(path)) return notCarried('A way that it takes is not a name.')
  return textOf(path, 'python') || notCarried('A way that it takes has no name.')
}

export const convertCondition: Converter = (context) => {
  const { settings } = context
  return settings.choice('condition_type', CONDITIONS, settings.get('condition_type') ?? 'if')(context)
}

/**
 * Which ports of a condition a node that follows hangs on: the branch that names the node (or that the input names), else
 * every branch, since in the predecessor all that follows runs. Null where the input names what has no port here.
 */
export function portsToward(
  condition: { readonly operation: string; readonly config: JsonRecord; readonly raw: JsonRecord },
  target: string,
  key: string | undefined,
): readonly string[] | null {
  if (condition.operation === 'filter') return key === undefined ? ['pass'] : null
  const ways = condition.operation === 'if' ? ifWays(condition.raw) : switchWays(condition.config)
  const ports = [...new Set(ways.values())]
  if (key !== undefined) return ports.includes(key) ? [key] : byName(ways, key)
  return byName(ways, target) ?? ports
}

function byName(ways: ReadonlyMap<string, string>, name: string): string[] | null {
  const port = ways.get(name)
  return port === undefined ? null : [port]
}

/** Ports by what names them. */
function ifWays(config: JsonRecord): Map<string, string> {
  const { true_path: yes, false_path: no } = config
  const ways = new Map([
    ['true', 'true'],
    ['false', 'false'],
  ])
  if (typeof yes === 'string' && yes !== no) ways.set(yes, 'true')
  if (typeof no === 'string' && yes !== no) ways.set(no, 'false')
  return ways
}

function switchWays(config: JsonRecord): Map<string, string> {
  const cases = isJsonList(config.cases) ? config.cases : []
  const ports = cases.flatMap((one) => (isJsonRecord(one) && typeof one.port === 'string' ? [one.port] : []))
  return new Map([...ports, String(config.default)].map((port) => [port, port]))
}
