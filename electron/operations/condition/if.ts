import { fail } from '#shared/base/errors.ts'
import { aKindOf } from '#shared/base/json.ts'
import { ifElse } from '#shared/operation/condition/if.ts'
import { json } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { evaluateJson } from '../evaluate.ts'
import { andThen } from '../inputs.ts'

export const runIf = implement(ifElse, (config, context) =>
  andThen(evaluateJson(config.expression, context), (result) => {
    if (typeof result !== 'boolean') {
      fail('not_boolean', `The condition gave ${aKindOf(result)}: it must give true or false.`)
    }
    return {
      value: context.inputs[0]?.value ?? json(null),
      decision: { result, path: String(result) },
    }
  }),
)
