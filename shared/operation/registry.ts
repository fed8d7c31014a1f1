import { arithmetic } from './calculate/arithmetic.ts'
import { comparison } from './calculate/comparison.ts'
import { correlation } from './calculate/correlation.ts'
import { curveFit } from './calculate/curve-fit.ts'
import { cycles } from './calculate/cycles.ts'
import { describe } from './calculate/describe.ts'
import { expression as calculateExpression } from './calculate/expression.ts'
import { histogram } from './calculate/histogram.ts'
import { impedanceFit } from './calculate/impedance-fit.ts'
import { integrate } from './calculate/integrate.ts'
import { logical } from './calculate/logical.ts'
import { mathematical } from './calculate/mathematical.ts'
import { outliers } from './calculate/outliers.ts'
import { peakFit } from './calculate/peak-fit.ts'
import { peaks } from './calculate/peaks.ts'
import { regression } from './calculate/regression.ts'
import { statistical } from './calculate/statistical.ts'
import { pass } from './condition/filter.ts'
import { ifElse } from './condition/if.ts'
import { switchCase } from './condition/switch.ts'
import { constant } from './data-input/constant.ts'
import { database } from './data-input/database.ts'
import { environment } from './data-input/environment.ts'
import { file } from './data-input/file.ts'
import { folder } from './data-input/folder.ts'
import { http } from './data-input/http.ts'
import { parameter } from './data-input/parameter.ts'
import { spectrum } from './data-input/spectrum.ts'
import type { OperationSpec } from './define.ts'
import { chart } from './output/chart.ts'
import { outputFile } from './output/file.ts'
import { log } from './output/log.ts'
import { returnValue } from './output/return.ts'
import { send } from './output/send.ts'
import { store } from './output/store.ts'
import { table } from './output/table.ts'
import { aggregate } from './transform/aggregate.ts'
import { baseline } from './transform/baseline.ts'
import { bin } from './transform/bin.ts'
import { convertUnits } from './transform/convert-units.ts'
import { crop } from './transform/crop.ts'
import { cumulate } from './transform/cumulate.ts'
import { derivative } from './transform/derivative.ts'
import { derive } from './transform/derive.ts'
import { distinct } from './transform/distinct.ts'
import { expression as transformExpression } from './transform/expression.ts'
import { extract } from './transform/extract.ts'
import { fillMissing } from './transform/fill-missing.ts'
import { filter } from './transform/filter.ts'
import { filterRows } from './transform/filter-rows.ts'
import { flatten } from './transform/flatten.ts'
import { format } from './transform/format.ts'
import { group } from './transform/group.ts'
import { join } from './transform/join.ts'
import { limit } from './transform/limit.ts'
import { map } from './transform/map.ts'
import { merge } from './transform/merge.ts'
import { normalize } from './transform/normalize.ts'
import { pivot } from './transform/pivot.ts'
import { resample } from './transform/resample.ts'
import { sample } from './transform/sample.ts'
import { script } from './transform/script.ts'
import { select } from './transform/select.ts'
import { smooth } from './transform/smooth.ts'
import { sort } from './transform/sort.ts'
import { sql } from './transform/sql.ts'
import { union } from './transform/union.ts'
import { unpivot } from './transform/unpivot.ts'

/** Every operation there is. A line here and one in `electron/operations/index.ts` add one. */
export const SPECS = {
  // data input
  'data_input.constant': constant,
  'data_input.parameter': parameter,
  'data_input.file': file,
  'data_input.folder': folder,
  'data_input.spectrum': spectrum,
  'data_input.database': database,
  'data_input.environment': environment,
  'data_input.http': http,
  // transform
  'transform.map': map,
  'transform.filter': filter,
  'transform.extract': extract,
  'transform.filterRows': filterRows,
  'transform.derive': derive,
  'transform.select': select,
  'transform.sort': sort,
  'transform.limit': limit,
  'transform.distinct': distinct,
  'transform.sample': sample,
  'transform.group': group,
  'transform.join': join,
  'transform.union': union,
  'transform.sql': sql,
  'transform.bin': bin,
  'transform.fillMissing': fillMissing,
  'transform.pivot': pivot,
  'transform.unpivot': unpivot,
  'transform.smooth': smooth,
  'transform.baseline': baseline,
  'transform.normalize': normalize,
  'transform.resample': resample,
  'transform.crop': crop,
  'transform.derivative': derivative,
  'transform.cumulate': cumulate,
  'transform.convertUnits': convertUnits,
  'transform.merge': merge,
  'transform.flatten': flatten,
  'transform.aggregate': aggregate,
  'transform.format': format,
  'transform.expression': transformExpression,
  'transform.script': script,
  // calculate
  'calculate.arithmetic': arithmetic,
  'calculate.comparison': comparison,
  'calculate.logical': logical,
  'calculate.mathematical': mathematical,
  'calculate.statistical': statistical,
  'calculate.expression': calculateExpression,
  'calculate.describe': describe,
  'calculate.regression': regression,
  'calculate.curveFit': curveFit,
  'calculate.peaks': peaks,
  'calculate.peakFit': peakFit,
  'calculate.integrate': integrate,
  'calculate.correlation': correlation,
  'calculate.histogram': histogram,
  'calculate.outliers': outliers,
  'calculate.impedanceFit': impedanceFit,
  'calculate.cycles': cycles,
  // condition
  'condition.if': ifElse,
  'condition.switch': switchCase,
  'condition.filter': pass,
  // output
  'output.return': returnValue,
  'output.table': table,
  'output.chart': chart,
  'output.file': outputFile,
  'output.store': store,
  'output.send': send,
  'output.log': log,
} as const satisfies { [Id in string]: { readonly id: Id } }

export type OperationId = keyof typeof SPECS
export type Specs = typeof SPECS

/** Looks an operation up by id; `undefined` for one that this version of Ergo does not have. */
export type Registry = (id: string) => OperationSpec | undefined

const byId = new Map<string, OperationSpec>(Object.entries(SPECS))
export const registry: Registry = (id) => byId.get(id)

export const ALL_SPECS: readonly OperationSpec[] = [...byId.values()]
