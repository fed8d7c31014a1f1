import type { Implementations, RunOf } from '#electron/engine/operation.ts'
import type { OperationId, Specs } from '#shared/operation/registry.ts'
import { runExpression as runCalculateExpression } from './calculate/expression.ts'
import { runIf } from './condition/if.ts'
import { runConstant } from './data-input/constant.ts'
import { runReturn } from './output/return.ts'

/** Every operation's code. A spec without a line here does not compile. */
const RUNS = {
  // data input
  'data_input.constant': runConstant,
  // calculate
  'calculate.expression': runCalculateExpression,
  // condition
  'condition.if': runIf,
  // output
  'output.return': runReturn,
} as const satisfies { [Id in OperationId]: RunOf<Specs[Id]> }

const byId = new Map(Object.entries(RUNS))
export const implementations: Implementations = (id) => byId.get(id)
