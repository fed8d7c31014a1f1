import type { Implementations, RunOf } from '#electron/engine/operation.ts'
import type { OperationId, Specs } from '#shared/operation/registry.ts'
import { runExpression as runCalculateExpression } from './calculate/expression.ts'
import { runIf } from './condition/if.ts'
import { runConstant } from './data-input/constant.ts'
import { runParameter } from './data-input/parameter.ts'
import { runReturn } from './output/return.ts'
import { runAggregate } from './transform/aggregate.ts'
import { runExtract } from './transform/extract.ts'
import { runFilter } from './transform/filter.ts'
import { runFlatten } from './transform/flatten.ts'
import { runFormat } from './transform/format.ts'
import { runMap } from './transform/map.ts'
import { runMerge } from './transform/merge.ts'

/** Every operation's code. A spec without a line here does not compile. */
const RUNS = {
  // data input
  'data_input.constant': runConstant,
  'data_input.parameter': runParameter,
  // transform
  'transform.map': runMap,
  'transform.filter': runFilter,
  'transform.extract': runExtract,
  'transform.merge': runMerge,
  'transform.flatten': runFlatten,
  'transform.aggregate': runAggregate,
  'transform.format': runFormat,
  // calculate
  'calculate.expression': runCalculateExpression,
  // condition
  'condition.if': runIf,
  // output
  'output.return': runReturn,
} as const satisfies { [Id in OperationId]: RunOf<Specs[Id]> }

const byId = new Map(Object.entries(RUNS))
export const implementations: Implementations = (id) => byId.get(id)
