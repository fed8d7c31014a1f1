import { returnValue } from '#shared/operation/output/return.ts'
import { giveJson, implement } from '../define.ts'
import { allJson, andThen } from '../inputs.ts'

export const runReturn = implement(returnValue, (_config, context) =>
  andThen(allJson(context), (values) =>
    giveJson(Object.fromEntries(context.inputs.map((input, i) => [input.nodeId, values[i] ?? null]))),
  ),
)
