import type { Compiled, Expressions } from '#electron/engine/operation.ts'
import type { Json } from '#shared/base/json.ts'
import { compileText, freeNames } from './compile.ts'
import { thrownFailure } from './failure.ts'
import { LIBRARY } from './library/index.ts'
import { type Confines, makeConfines } from './scope.ts'
import { isSealed, seal, sealOwn } from './seal.ts'

/** Half of how many compiled texts are kept at least: the older half goes when the younger is full. */
const HALF = 4096

/** One text, with a function for each way in which the names it uses were placed among the names given. */
interface Text {
  readonly free: readonly string[]
  readonly entries: { readonly places: readonly number[]; readonly compiled: Compiled }[]
}

/**
 * Evaluation confined by SES. Making one locks this realm down for good: its built-ins can't be changed any more.
 * Compiled text is kept, the least recently used dropped in halves. A thousand nodes with the same text share one
 * function, whatever their inputs are called, as long as the names that the text uses stand in the same places.
 */
export function makeExpressions(): Expressions {
  const confines = makeConfines(LIBRARY)
  let young = new Map<string, Text>()
  let old = new Map<string, Text>()
  let count = 0

  const textOf = (source: string): Text => {
    const known = young.get(source)
    if (known) return known
    const text = old.get(source) ?? { free: freeNames(source, 'expression'), entries: [] }
    young.set(source, text)
    return text
  }

  return {
    compile(source, names) {
      const text = textOf(source)
      const known = text.entries.find((entry) => placedAs(text.free, names, entry.places))
      if (known) return known.compiled
      if (count >= HALF) {
        old = young
        young = new Map()
        count = 0
      }
      count += 1
      const compiled = compileExpression(source, names, confines)
      text.entries.push({ places: text.free.map((name) => names.lastIndexOf(name)), compiled })
      young.set(source, text)
      return compiled
    },
  }
}

function placedAs(free: readonly string[], names: readonly string[], places: readonly number[]): boolean {
  for (let i = 0; i < free.length; i += 1) if (names.lastIndexOf(free[i] ?? '') !== places[i]) return false
  return true
}

function compileExpression(source: string, names: readonly string[], confines: Confines): Compiled {
  const { call, reads } = compileText(source, 'expression', names, confines)
  const compiled = (values: readonly unknown[]): Json => {
    for (const at of reads) {
      const value = values[at]
      if (!isSealed(value)) sealOwn(value)
    }
    let result: unknown
    try {
      result = call(values)
    } catch (thrown) {
      throw thrownFailure(thrown, 'expression')
    }
    return seal(result)
  }
  return Object.assign(compiled, { reads: new Set(reads.map((at) => names[at] ?? '')) })
}
