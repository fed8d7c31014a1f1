import { type CompiledText, compileText } from './compile.ts'
import type { Confines } from './scope.ts'
import { type CheckedText, checkText, type TextKind } from './text.ts'

/** Half of how many compiled texts are kept at least: the older half goes when the younger is full. */
const HALF = 4096

/** One text, with a function for each way in which the names it uses were placed among the names given. */
interface Known<Finished> {
  readonly checked: CheckedText
  readonly free: readonly string[]
  readonly entries: { readonly places: readonly number[]; readonly finished: Finished }[]
}

/**
 * Compiles texts of one kind and keeps them, the least recently used dropped in halves. A thousand nodes with the same
 * text share one function, whatever their inputs are called, as long as the names that the text uses stand in the same
 * places. `finish` makes of a function what is kept. Error: `expression_failed`.
 */
export function makeCompiler<Finished>(
  kind: TextKind,
  confines: Confines,
  finish: (text: CompiledText, names: readonly string[]) => Finished,
  half = HALF,
): (source: string, names: readonly string[]) => Finished {
  let young = new Map<string, Known<Finished>>()
  let old = new Map<string, Known<Finished>>()
  let count = 0

  /** Counts compiled functions, so that one text with very many of them is dropped in time, too. */
  const keep = (source: string, known: Known<Finished>): void => {
    if (count >= half) {
      old = young
      young = new Map()
      count = 0
    }
    count += known.entries.length
    young.set(source, known)
  }

  const know = (source: string): Known<Finished> => {
    const known = old.get(source)
    if (known && known.entries.length < half) {
      keep(source, known)
      return known
    }
    const checked = checkText(source, kind)
    return { checked, free: [...checked.free.keys()], entries: [] }
  }

  return (source, names) => {
    const known = young.get(source) ?? know(source)
    for (const entry of known.entries) if (placedAs(known.free, names, entry.places)) return entry.finished
    const finished = finish(compileText(known.checked, kind, names, confines), names)
    known.entries.push({ places: known.free.map((name) => names.lastIndexOf(name)), finished })
    if (young.has(source)) count += 1
    else keep(source, known)
    return finished
  }
}

function placedAs(free: readonly string[], names: readonly string[], places: readonly number[]): boolean {
  for (let i = 0; i < free.length; i += 1) if (names.lastIndexOf(free[i] ?? '') !== places[i]) return false
  return true
}
