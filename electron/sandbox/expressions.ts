import type { Expressions } from '#electron/engine/operation.ts'
import { makeCompiler } from './cache.ts'
import { evaluator } from './evaluator.ts'
import { LIBRARY } from './library/index.ts'
import { makeConfines } from './scope.ts'
import { withLog } from './script.ts'

/** Evaluation confined by SES. Making one locks this realm down for good: its built-ins can't be changed any more. */
export function makeExpressions(): Expressions {
  const confines = makeConfines(LIBRARY)
  return {
    compile: makeCompiler('expression', confines, (text, names) =>
      Object.assign(evaluator(text, 'expression'), {
        reads: new Set(text.reads.map((at) => names[at] ?? '')),
      }),
    ),
    compileScript: withLog(makeCompiler('script', confines, (text) => evaluator(text, 'script'))),
  }
}
