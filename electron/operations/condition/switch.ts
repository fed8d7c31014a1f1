import type { OperationContext } from '#electron/engine/operation.ts'
import type { Json } from '#shared/base/json.ts'
import { portOf, switchCase } from '#shared/operation/condition/switch.ts'
import { implement } from '../define.ts'
import { evaluateJson } from '../evaluate.ts'
import { andThen, jsonOf, type MaybePromise } from '../inputs.ts'
import { foundOf, passedOn } from './decide.ts'

export const runSwitch = implement(switchCase, (config, context) =>
  andThen(variableOf(config.variable, context), (result) => {
    const asText = config.match === 'text'
    const taken = config.cases.find(({ value }) =>
      asText ? String(value) === String(result) : value === result,
    )
    return {
      value: passedOn(context),
      decision: { result: foundOf(result), path: taken ? portOf(taken) : config.default },
    }
  }),
)

/** An input whose id is that very text, be it an identifier or not; else the text is an expression. */
function variableOf(variable: string, context: OperationContext): MaybePromise<Json> {
  const input = context.inputs.find(({ nodeId }) => nodeId === variable)
  return input ? jsonOf(input.value, context) : evaluateJson(variable, context)
}
