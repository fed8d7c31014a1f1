import type { Implementations, Run, RunOf } from '#electron/engine/operation.ts'
import type { OperationId, Specs } from '#shared/operation/registry.ts'
import { rehearsalOf } from '#shared/run/effect.ts'
import { runArithmetic } from './calculate/arithmetic.ts'
import { runComparison } from './calculate/comparison.ts'
import { runCorrelation } from './calculate/correlation.ts'
import { runCurveFit } from './calculate/curve-fit.ts'
import { runCycles } from './calculate/cycles.ts'
import { runDescribe } from './calculate/describe.ts'
import { runExpression as runCalculateExpression } from './calculate/expression.ts'
import { runHistogram } from './calculate/histogram.ts'
import { runImpedanceFit } from './calculate/impedance-fit.ts'
import { runIntegrate } from './calculate/integrate.ts'
import { runLogical } from './calculate/logical.ts'
import { runMathematical } from './calculate/mathematical.ts'
import { runOutliers } from './calculate/outliers.ts'
import { runPeakFit } from './calculate/peak-fit.ts'
import { runPeaks } from './calculate/peaks.ts'
import { runRegression } from './calculate/regression.ts'
import { runStatistical } from './calculate/statistical.ts'
import { runPass } from './condition/filter.ts'
import { runIf } from './condition/if.ts'
import { runSwitch } from './condition/switch.ts'
import { runConstant } from './data-input/constant.ts'
import { runDatabase } from './data-input/database.ts'
import { runEnvironment } from './data-input/environment.ts'
import { runFile } from './data-input/file.ts'
import { runFolder } from './data-input/folder.ts'
import { runHttp } from './data-input/http.ts'
import { runParameter } from './data-input/parameter.ts'
import { runSpectrum } from './data-input/spectrum.ts'
import { runChart } from './output/chart.ts'
import { rehearseOutputFile, runOutputFile } from './output/file.ts'
import { runLog } from './output/log.ts'
import { runReturn } from './output/return.ts'
import { rehearseSend, runSend } from './output/send.ts'
import { rehearseStore, runStore } from './output/store.ts'
import { runTable } from './output/table.ts'
import { runAggregate } from './transform/aggregate.ts'
import { runBaseline } from './transform/baseline.ts'
import { runBin } from './transform/bin.ts'
import { runConvertUnits } from './transform/convert-units.ts'
import { runCrop } from './transform/crop.ts'
import { runCumulate } from './transform/cumulate.ts'
import { runDerivative } from './transform/derivative.ts'
import { runDerive } from './transform/derive.ts'
import { runDistinct } from './transform/distinct.ts'
import { runExpression as runTransformExpression } from './transform/expression.ts'
import { runExtract } from './transform/extract.ts'
import { runFillMissing } from './transform/fill-missing.ts'
import { runFilter } from './transform/filter.ts'
import { runFilterRows } from './transform/filter-rows.ts'
import { runFlatten } from './transform/flatten.ts'
import { runFormat } from './transform/format.ts'
import { runGroup } from './transform/group.ts'
import { runJoin } from './transform/join.ts'
import { runLimit } from './transform/limit.ts'
import { runMap } from './transform/map.ts'
import { runMerge } from './transform/merge.ts'
import { runNormalize } from './transform/normalize.ts'
import { runPivot } from './transform/pivot.ts'
import { runResample } from './transform/resample.ts'
import { runSample } from './transform/sample.ts'
import { runScript } from './transform/script.ts'
import { runSelect } from './transform/select.ts'
import { runSmooth } from './transform/smooth.ts'
import { runSort } from './transform/sort.ts'
import { runSql } from './transform/sql.ts'
import { runUnion } from './transform/union.ts'
import { runUnpivot } from './transform/unpivot.ts'

/** Every operation's code. A spec without a line here does not compile. */
const RUNS = {
  // data input
  'data_input.constant': runConstant,
  'data_input.parameter': runParameter,
  'data_input.file': runFile,
  'data_input.folder': runFolder,
  'data_input.spectrum': runSpectrum,
  'data_input.database': runDatabase,
  'data_input.environment': runEnvironment,
  'data_input.http': runHttp,
  // transform
  'transform.map': runMap,
  'transform.filter': runFilter,
  'transform.extract': runExtract,
  'transform.filterRows': runFilterRows,
  'transform.derive': runDerive,
  'transform.select': runSelect,
  'transform.sort': runSort,
  'transform.limit': runLimit,
  'transform.distinct': runDistinct,
  'transform.sample': runSample,
  'transform.group': runGroup,
  'transform.join': runJoin,
  'transform.union': runUnion,
  'transform.sql': runSql,
  'transform.bin': runBin,
  'transform.fillMissing': runFillMissing,
  'transform.pivot': runPivot,
  'transform.unpivot': runUnpivot,
  'transform.smooth': runSmooth,
  'transform.baseline': runBaseline,
  'transform.normalize': runNormalize,
  'transform.resample': runResample,
  'transform.crop': runCrop,
  'transform.derivative': runDerivative,
  'transform.cumulate': runCumulate,
  'transform.convertUnits': runConvertUnits,
  'transform.merge': runMerge,
  'transform.flatten': runFlatten,
  'transform.aggregate': runAggregate,
  'transform.format': runFormat,
  'transform.expression': runTransformExpression,
  'transform.script': runScript,
  // calculate
  'calculate.arithmetic': runArithmetic,
  'calculate.comparison': runComparison,
  'calculate.logical': runLogical,
  'calculate.mathematical': runMathematical,
  'calculate.statistical': runStatistical,
  'calculate.expression': runCalculateExpression,
  'calculate.describe': runDescribe,
  'calculate.regression': runRegression,
  'calculate.curveFit': runCurveFit,
  'calculate.peaks': runPeaks,
  'calculate.peakFit': runPeakFit,
  'calculate.integrate': runIntegrate,
  'calculate.correlation': runCorrelation,
  'calculate.histogram': runHistogram,
  'calculate.outliers': runOutliers,
  'calculate.impedanceFit': runImpedanceFit,
  'calculate.cycles': runCycles,
  // condition
  'condition.if': runIf,
  'condition.switch': runSwitch,
  'condition.filter': runPass,
  // output
  'output.return': runReturn,
  'output.table': runTable,
  'output.chart': runChart,
  'output.file': runOutputFile,
  'output.store': runStore,
  'output.send': runSend,
  'output.log': runLog,
} as const satisfies { [Id in OperationId]: RunOf<Specs[Id]> }

/** Of the operations with effects: what they would do. A test holds this against the specs' traits. */
const REHEARSALS: Partial<{ [Id in OperationId]: RunOf<Specs[Id]> }> = {
  'output.file': rehearseOutputFile,
  'output.store': rehearseStore,
  'output.send': rehearseSend,
}

const byId = new Map<string, Run>([
  ...Object.entries(RUNS),
  ...Object.entries(REHEARSALS).map(([id, run]) => [rehearsalOf(id), run] as const),
])
export const implementations: Implementations = (id) => byId.get(id)
