import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import { textOf } from './pages.ts'

/** Places that are told. */
const MOST = 1000

type Path = readonly (string | number)[]

/** Where keys or plain values of a JSON value hold a text, whatever its case, in the value's order. */
export function searchJson(json: Json, text: string): (string | number)[][] {
  const wanted = text.toLowerCase()
  const found: (string | number)[][] = []
  const holds = (part: string): boolean => part.toLowerCase().includes(wanted)
  const isWanted = (key: string | number, value: Json): boolean => {
    if (typeof key === 'string' && holds(key)) return true
    if (typeof value === 'object') return value === null && holds('null')
    return holds(typeof value === 'string' ? value : String(value))
  }
  // A stack of iterators rather than of calls: a value may be nested deeper than calls may be.
  const stack: { readonly path: Path; readonly rest: Iterator<readonly [string | number, Json]> }[] = [
    { path: [], rest: childrenOf(json) },
  ]
  for (let top = stack.at(-1); top && found.length < MOST; top = stack.at(-1)) {
    const next = top.rest.next()
    if (next.done) {
      stack.pop()
      continue
    }
    const [key, value] = next.value
    const path = [...top.path, key]
    if (isWanted(key, value)) found.push(path)
    if (typeof value === 'object' && value !== null) stack.push({ path, rest: childrenOf(value) })
  }
  return found
}

function* childrenOf(json: Json): Generator<readonly [string | number, Json], undefined> {
  if (isJsonList(json)) yield* json.entries()
  else if (isJsonRecord(json)) yield* Object.entries(json)
}

/** The next place of a text from `from` on, in a value's text, whatever its case; null where there is none. */
export function findText(json: Json, text: string, from: number): number | null {
  const pattern = new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu')
  pattern.lastIndex = from
  return pattern.exec(textOf(json))?.index ?? null
}
