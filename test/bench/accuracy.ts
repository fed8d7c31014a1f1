import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fitLinear } from '#electron/analysis/linear-fit.ts'
import { openTables } from '#electron/data/tables.ts'
import { runStatistical } from '#electron/operations/calculate/statistical.ts'
import { runAggregate } from '#electron/operations/transform/aggregate.ts'
import { statistical } from '#shared/operation/calculate/statistical.ts'
import { aggregate } from '#shared/operation/transform/aggregate.ts'
import { outputOf } from '../operations/harness.ts'
import { digits, fewestDigits } from './digits.ts'
import { LINEAR_SETS } from './strd/linear.ts'
import { fitSet, NONLINEAR_SETS } from './strd/nonlinear.ts'
import { UNIVARIATE_SETS, type UnivariateSet } from './strd/univariate.ts'
import { tableStatistics } from './table-digits.ts'
import { isMet as isMetBy, TRUTH_CASES, tolerance, truthRate } from './truth-rates.ts'

/** Digits (log relative error) that agree with a certified value; `target` is how many there must be, if any. */
interface Case {
  readonly group: string
  readonly name: string
  readonly digits: Readonly<Record<string, number | null>>
  readonly target: number | null
}

/** `npm run bench:accuracy [-- --json FILE]`: the digits that agree with certified results, and whether they are enough. */
async function univariate(): Promise<Case[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'ergo-accuracy-'))
  const tables = openTables({ files: [], scratch })
  const computed = async (set: UnivariateSet, operation: 'mean' | 'stdev') => {
    const list = { inputs: { data: set.numbers } }
    const column = await tables.fromRecords(set.numbers.map((x) => ({ x })))
    return [
      await outputOf(statistical, runStatistical, { operation }, list),
      await outputOf(statistical, runStatistical, { operation }, { values: { data: column }, tables }),
      await outputOf(
        aggregate,
        runAggregate,
        { aggregation: operation === 'mean' ? 'average' : 'stdev' },
        list,
      ),
      ...(await tableStatistics(tables, column)).map((found) => found[operation]),
    ].map(Number)
  }
  const cases: Case[] = []
  for (const set of UNIVARIATE_SETS) {
    const worst = async (operation: 'mean' | 'stdev') =>
      Math.min(...(await computed(set, operation)).map((value) => digits(value, set[operation])))
    cases.push({
      group: 'summary statistics',
      name: set.name,
      digits: { mean: await worst('mean'), stdev: await worst('stdev') },
      target: set.illConditioned ? 8 : 13,
    })
  }
  await tables.close()
  rmSync(scratch, { recursive: true, force: true })
  return cases
}

function linear(): Case[] {
  return LINEAR_SETS.map((set) => {
    const fit = fitLinear(set.columns, set.y, set.constant)
    if (fit === 'collinear')
      return { group: 'linear regression', name: set.name, digits: { values: 0 }, target: 9 }
    return {
      group: 'linear regression',
      name: set.name,
      digits: {
        values: fewestDigits(fit.values, set.values),
        errors: fewestDigits(fit.standardErrors, set.standardErrors),
        sd: digits(fit.residualSd, set.residualSd),
        rSquared: digits(fit.rSquared ?? Number.NaN, set.rSquared),
      },
      target: 9,
    }
  })
}

/** From the far start a problem of higher difficulty may end without a fit; then there are no numbers to compare. */
function nonlinear(): Case[] {
  return NONLINEAR_SETS.flatMap((set) =>
    set.starts.map((start, i): Case => {
      const fit = fitSet(set, start)
      const name = `${set.name} (${set.difficulty}), start ${i + 1}`
      const isHigher = set.difficulty === 'higher'
      const target = isHigher ? (i === 1 ? 5 : null) : 6
      if (typeof fit === 'string')
        return { group: 'nonlinear regression', name, digits: { values: null }, target }
      // The certified errors of data without noise are those of the data's last digits.
      const errors = set.rss < 1e-20 ? {} : { errors: fewestDigits(fit.standardErrors, set.standardErrors) }
      return {
        group: 'nonlinear regression',
        name,
        digits: { values: fewestDigits(fit.values, set.values), ...errors },
        target,
      }
    }),
  )
}

const isMet = ({ digits: found, target }: Case): boolean =>
  target === null || Object.values(found).every((value) => value !== null && value >= target)

const cases = [...(await univariate()), ...linear(), ...nonlinear()]
for (const group of new Set(cases.map((one) => one.group))) {
  console.log(`\n${group}: digits that agree with the certified value`)
  for (const one of cases.filter((each) => each.group === group)) {
    const found = Object.entries(one.digits)
      .map(([what, value]) => `${what} ${value === null ? 'no fit' : value.toFixed(1)}`.padEnd(15))
      .join(' ')
    console.log(
      `${isMet(one) ? '  ' : '! '}${one.name.padEnd(32)} ${found} ${one.target === null ? '' : `(≥ ${one.target})`}`,
    )
  }
}
const missed = cases.filter((one) => !isMet(one))
console.log(`\n${cases.length - missed.length} of ${cases.length} cases reach their target.`)

const rates = TRUTH_CASES.map(truthRate)
console.log('\nThe truth within three standard errors, of 1 000 seeded trials')
for (const rate of rates) {
  const [found, due, off] = [rate.share, rate.expected, tolerance(rate.expected)].map(
    (share) => `${(100 * share).toFixed(2)} %`,
  )
  console.log(`${isMetBy(rate) ? '  ' : '! '}${rate.name.padEnd(32)} ${found} (${due} ± ${off})`)
}
const jsonAt = process.argv.indexOf('--json')
const file = process.argv[jsonAt + 1]
if (jsonAt > 0 && file !== undefined) {
  writeFileSync(
    file,
    `${JSON.stringify(
      cases.map((one) => ({ ...one, met: isMet(one) })),
      null,
      2,
    )}\n`,
  )
}
process.exitCode = missed.length > 0 || !rates.every(isMetBy) ? 1 : 0
