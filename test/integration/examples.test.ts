import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exampleData, TRUTH } from '../fixtures/example-data.ts'
import { ergo, jsonLines } from '../support/ergo.ts'
import { PrintedTable, RunReport } from '../support/reports.ts'
import { fitLine, groupBy, mean, parseCsv, stdev, sum } from '../support/statistics.ts'

const FOLDER = join(import.meta.dirname, '../../shared/examples')
const VEGA = join(import.meta.dirname, '../../node_modules/vega-datasets/data')

async function run(name: string, ...flags: string[]): Promise<{ code: number | null; report: RunReport }> {
  const file = join(FOLDER, `${name}.ergo.json`)
  const ended = await ergo(['run', file, '--json', '--no-save', '--rows', '1000', ...flags])
  return { code: ended.code, report: RunReport.parse(jsonLines(ended)[0]) }
}

const Rows = PrintedTable.transform(({ table }) => table.rows)
const rowsOf = (report: RunReport, node: string) => Rows.parse(report.nodes[node]?.output)
const own = (name: string) => parseCsv(readFileSync(join(FOLDER, 'data', name), 'utf8'))
const statuses = (report: RunReport) =>
  Object.fromEntries(Object.entries(report.nodes).map(([id, node]) => [id, node.status]))

describe('the examples', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ergo.json'))

  it('are valid, every one, and use every type of node', async () => {
    const ended = await ergo(['validate', '--json', ...files.map((name) => join(FOLDER, name))])
    expect(jsonLines(ended)).toEqual(
      files.map((name) => ({ file: join(FOLDER, name), status: 'valid', issues: [] })),
    )
    const text = files.map((name) => readFileSync(join(FOLDER, name), 'utf8')).join()
    for (const type of ['DATA_INPUT', 'TRANSFORM', 'CALCULATE', 'CONDITION', 'OUTPUT']) {
      expect(text).toContain(`"type": "${type}"`)
    }
  })

  it('have data that can be made again', () => {
    const made = exampleData()
    expect(readdirSync(join(FOLDER, 'data')).sort()).toEqual(Object.keys(made).sort())
    for (const [name, text] of Object.entries(made)) {
      expect(readFileSync(join(FOLDER, 'data', name), 'utf8')).toBe(text)
    }
  })
})

describe('first-steps', () => {
  const weighings = [12.031, 12.028, 12.035, 12.03, 12.029]

  it('accepts weighings that agree', async () => {
    const { code, report } = await run('first-steps')
    const percent = (100 * stdev(weighings)) / mean(weighings)
    expect(code).toBe(0)
    expect(report.outputs.summary).toEqual({
      mean: expect.closeTo(mean(weighings), 4),
      percent: expect.closeTo(percent, 4),
    })
    expect(report.nodes.agree?.decision).toEqual({ result: true, path: 'true' })
    expect(report.nodes.accept?.output).toMatchObject({
      content: expect.stringContaining('weighs 12.0306 g'),
    })
    expect(report.nodes.repeat).toMatchObject({ status: 'skipped', reason: 'branch_not_taken' })
  })

  it('asks for more where they do not, by the parameter', async () => {
    const { report } = await run('first-steps', '--param', 'limit_percent=0.01')
    expect(statuses(report)).toMatchObject({ accept: 'skipped', repeat: 'completed' })
  })
})

describe('fails-halfway', () => {
  it('fails at one node and keeps what does not hang on it', async () => {
    const { code, report } = await run('fails-halfway')
    expect([code, report.status]).toEqual([1, 'failed'])
    expect(report.errors).toEqual([
      { nodeId: 'density_b', code: 'division_by_zero', message: expect.stringContaining('divided by 0') },
    ])
    expect(statuses(report)).toMatchObject({ mean_density: 'skipped', report_mean: 'skipped' })
    expect(report.outputs).toEqual({ report_a: { density_a: expect.closeTo(3.162 / 1.17, 12) } })
  })
})

describe('calibration', () => {
  const standards = own('standards.csv')
  const line = fitLine(standards.map((row) => [Number(row.concentration), Number(row.absorbance)]))
  const expected = [...groupBy(own('samples.csv'), (row) => row.sample ?? '')]
    .map(([sample, rows]) => {
      const readings = rows.map((row) => Number(row.absorbance))
      return {
        sample,
        readings: readings.length,
        concentration: (mean(readings) - line.intercept) / line.slope,
        spread: stdev(readings) / line.slope,
      }
    })
    .sort((a, b) => a.concentration - b.concentration)

  it('gives the line and the concentrations that least squares gives', async () => {
    const { code, report } = await run('calibration')
    expect(code).toBe(0)
    expect(rowsOf(report, 'line')).toEqual([
      {
        slope: expect.closeTo(line.slope, 10),
        intercept: expect.closeTo(line.intercept, 10),
        r2: expect.closeTo(line.r2, 10),
        highest: 20,
      },
    ])
    expect(rowsOf(report, 'concentrations')).toEqual(
      expected.map(({ concentration, spread, ...rest }) => ({
        ...rest,
        concentration: expect.closeTo(concentration, 8),
        spread: expect.closeTo(spread, 8),
        highest: 20,
      })),
    )
  })

  it('finds the truth that the data were made around, and what lies above the standards', async () => {
    const { report } = await run('calibration')
    const found = Object.fromEntries(
      rowsOf(report, 'concentrations').map((row) => [row.sample, row.concentration]),
    )
    for (const [sample, truth] of Object.entries(TRUTH.samples)) expect(found[sample]).toBeCloseTo(truth, 0)
    expect(rowsOf(report, 'report').map((row) => row.sample)).toEqual(['Spring', 'Well A', 'Tap 1', 'Well B'])
    expect(report.nodes.dilute?.output).toMatchObject({ content: expect.stringContaining('Outfall') })
    expect(statuses(report)).toMatchObject({ line_good: 'completed', line_bad: 'skipped' })
  })

  it('refuses the line where the parameter asks for more', async () => {
    const { report } = await run('calibration', '--param', 'minimum_r2=0.99999')
    expect(statuses(report)).toMatchObject({ line_good: 'skipped', line_bad: 'completed' })
  })
})

describe('tensile-test', () => {
  const curve = own('tensile-test.csv').map((row): [number, number] => [
    Number(row.strain_percent),
    Number(row.stress_mpa),
  ])
  const modulusTo = (limit: number): number =>
    fitLine(curve.filter(([strain]) => strain > 0 && strain <= limit)).slope / 10

  it('finds the modulus that the data were made with', async () => {
    const { report } = await run('tensile-test')
    const { modulus_gpa, strength_mpa } = z
      .object({ modulus_gpa: z.number(), strength_mpa: z.number() })
      .parse(report.nodes.summary?.output)
    expect(modulus_gpa).toBeCloseTo(modulusTo(0.3), 8)
    expect(Math.abs(modulus_gpa / TRUTH.tensile.modulus - 1)).toBeLessThan(0.02)
    expect(strength_mpa).toBe(Math.max(...curve.map(([, stress]) => stress)))
    expect(statuses(report)).toMatchObject({ passes: 'completed', fails: 'skipped' })
  })

  it('goes by its parameters', async () => {
    const { report } = await run('tensile-test', '--param', 'fit_to_percent=0.2', '--param', 'minimum_gpa=75')
    expect(report.nodes.summary?.output).toMatchObject({ modulus_gpa: expect.closeTo(modulusTo(0.2), 8) })
    expect(statuses(report)).toMatchObject({ passes: 'skipped', fails: 'completed' })
  })
})

describe('thermostat-drift', () => {
  it('finds the drift that the data were made with, without the lost readings', async () => {
    const { report } = await run('thermostat-drift')
    const readings = own('bath-temperature.csv')
      .map((row): [number, number] => [
        Date.parse(`${row.time?.replace(' ', 'T')}Z`),
        Number(row.temperature),
      ])
      .filter(([, value]) => value !== -999)
    const perDay = fitLine(readings.map(([at, value]) => [at / 86_400_000, value])).slope
    const [drift] = rowsOf(report, 'drift')
    expect(drift).toEqual({
      per_day: expect.closeTo(perDay, 6),
      mean: expect.closeTo(mean(readings.map(([, value]) => value)), 8),
      readings: TRUTH.bath.hours * 6 - TRUTH.bath.lost,
    })
    expect(perDay).toBeCloseTo(TRUTH.bath.drift, 1)
    expect(report.nodes.state?.decision).toEqual({ result: 'drifting', path: 'drifting' })
    expect(statuses(report)).toMatchObject({
      steady: 'skipped',
      drifting: 'completed',
      out_of_control: 'skipped',
    })
    const days = groupBy(readings, ([at]) => new Date(at).toISOString().slice(0, 10))
    expect(rowsOf(report, 'table')).toEqual(
      [...days].map(([day, rows]) => {
        const values = rows.map(([, value]) => value)
        return {
          day,
          readings: values.length,
          mean: expect.closeTo(mean(values), 8),
          lowest: Math.min(...values),
          highest: Math.max(...values),
        }
      }),
    )
  })
})

describe('seattle-rain', () => {
  const weather = parseCsv(readFileSync(join(VEGA, 'seattle-weather.csv'), 'utf8'))
  const months = (wetMm: number) =>
    [
      ...groupBy(
        weather.filter((row) => Number(row.precipitation) >= wetMm),
        (row) => row.date?.slice(5, 7) ?? '',
      ),
    ]
      .map(([month, rows]) => {
        const rain = rows.map((row) => Number(row.precipitation))
        return {
          month: Number(month),
          wet_days: rows.length,
          rain_mm: expect.closeTo(sum(rain), 6),
          wettest_day_mm: Math.max(...rain),
        }
      })
      .sort((a, b) => b.wet_days - a.wet_days || a.month - b.month)

  it('counts the wet days that the file holds', async () => {
    const { code, report } = await run('seattle-rain')
    expect(code).toBe(0)
    expect(rowsOf(report, 'table')).toEqual(months(1))
    const [first] = months(1)
    expect(report.nodes.wettest?.output).toMatchObject({
      content: expect.stringContaining(`Month ${first?.month} has the most wet days: ${first?.wet_days}`),
    })
  })

  it('goes by its parameter', async () => {
    const { report } = await run('seattle-rain', '--param', 'wet_mm=10')
    expect(rowsOf(report, 'table')).toEqual(months(10))
  })
})

describe('penguins', () => {
  const Birds = z.array(
    z.object({ Species: z.string(), Sex: z.string().nullable(), 'Body Mass (g)': z.number().nullable() }),
  )

  it('compares the masses that the file holds', async () => {
    const birds = Birds.parse(JSON.parse(readFileSync(join(VEGA, 'penguins.json'), 'utf8')))
    const masses = (species: string, sex: string) =>
      birds
        .filter((bird) => bird.Species === species && bird.Sex === sex)
        .flatMap((bird) => bird['Body Mass (g)'] ?? [])
    const expected = [...new Set(birds.map((bird) => bird.Species))]
      .map((species) => {
        const male = mean(masses(species, 'MALE'))
        const female = mean(masses(species, 'FEMALE'))
        return { species, difference: male - female, percent: (100 * (male - female)) / female }
      })
      .sort((a, b) => b.percent - a.percent)
    const { report } = await run('penguins')
    expect(rowsOf(report, 'table')).toMatchObject(
      expected.map(({ species, difference, percent }) => ({
        Species: species,
        difference_g: expect.closeTo(difference, 6),
        percent: expect.closeTo(percent, 8),
      })),
    )
    expect(report.nodes.answer?.output).toMatchObject({
      content: expect.stringContaining(`most so in ${expected[0]?.species}`),
    })
  })
})

describe('mauna-loa-co2', () => {
  const monthly = parseCsv(readFileSync(join(VEGA, 'co2-concentration.csv'), 'utf8'))
  const decades = [...groupBy(monthly, (row) => `${row.Date?.slice(0, 3)}0`)]
    .filter(([, rows]) => rows.length >= 100)
    .map(([decade, rows]) => ({
      decade: Number(decade),
      months: rows.length,
      mean_ppm: expect.closeTo(mean(rows.map((row) => Number(row['adjusted CO2']))), 8),
      ppm_per_year: fitLine(
        rows.map((row) => [Date.parse(row.Date ?? '') / (365.25 * 86_400_000), Number(row['adjusted CO2'])]),
      ).slope,
    }))

  it('fits each decade, and finds the last to rise faster than the first', async () => {
    const { report } = await run('mauna-loa-co2')
    expect(rowsOf(report, 'table')).toEqual(
      decades.map((row) => ({ ...row, ppm_per_year: expect.closeTo(row.ppm_per_year, 6) })),
    )
    expect(statuses(report)).toMatchObject({ yes: 'completed', no: 'skipped' })
  })

  it('goes by its parameter', async () => {
    const { report } = await run('mauna-loa-co2', '--param', 'factor=10')
    expect(statuses(report)).toMatchObject({ yes: 'skipped', no: 'completed' })
  })
})
