import { ifElse } from '#shared/operation/condition/if.ts'
import { implement } from '../define.ts'
import { andThen } from '../inputs.ts'
import { decide, passedOn } from './decide.ts'

export const runIf = implement(ifElse, (config, context) =>
  andThen(decide(config, context), (result) => ({
    value: passedOn(context),
    decision: { result, path: String(result) },
  })),
)
