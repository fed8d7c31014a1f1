import { pass } from '#shared/operation/condition/filter.ts'
import { implement } from '../define.ts'
import { andThen } from '../inputs.ts'
import { decide, passedOn } from './decide.ts'

/** `stop` is no port: nothing that follows is live. */
export const runPass = implement(pass, (config, context) =>
  andThen(decide(config, context), (result) => ({
    value: passedOn(context),
    decision: { result, path: result ? 'pass' : 'stop' },
  })),
)
