import type { Compiled, Expressions } from '#electron/engine/operation.ts'
import type { Json } from '#shared/base/json.ts'
import { compileText } from './compile.ts'
import { thrownFailure } from './failure.ts'
import { LIBRARY } from './library/index.ts'
import { type Confines, makeConfines } from './scope.ts'
import { isSealed, seal, sealOwn } from './seal.ts'

/** Half of how many compiled texts are kept at least: the older half goes when the younger is full. */
const HALF = 4096

interface Entry {
  readonly names: readonly string[]
  readonly compiled: Compiled
}

/**
 * Evaluation confined by SES. Making one locks this realm down for good: its built-ins can't be changed any more.
 * Compiled text is kept under its source and names, the least recently used dropped in halves.
 */
export function makeExpressions(): Expressions {
  const confines = makeConfines(LIBRARY)
  let young = new Map<string, Entry[]>()
  let old = new Map<string, Entry[]>()
  let count = 0

  const keep = (source: string, entry: Entry): void => {
    if (count >= HALF) {
      old = young
      young = new Map()
      count = 0
    }
    count += 1
    const entries = young.get(source)
    if (entries) entries.push(entry)
    else young.set(source, [entry])
  }

  return {
    compile(source, names) {
      const known = find(young.get(source), names)
      if (known) return known.compiled
      const entry = find(old.get(source), names) ?? {
        names: [...names],
        compiled: compileExpression(source, names, confines),
      }
      keep(source, entry)
      return entry.compiled
    },
  }
}

function find(entries: readonly Entry[] | undefined, names: readonly string[]): Entry | undefined {
  return entries?.find((entry) => {
    if (entry.names.length !== names.length) return false
    for (let i = 0; i < names.length; i += 1) if (entry.names[i] !== names[i]) return false
    return true
  })
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
