import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Counts, countPlaywright, countVitest, coverageLines, sumCounts } from './counts.ts'

/**
 * `npm test`: runs every runner, then says what failed and how many tests passed and failed by the runners' own reports. A runner that
 * broke down counts as one failure. With arguments: Vitest alone, with these.
 */
const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'test-results', 'reports')
const given = process.argv.slice(2)

interface Runner {
  readonly name: string
  readonly command: readonly string[]
  readonly report: string
  readonly env?: Readonly<Record<string, string>>
  readonly count: (report: unknown) => Counts
}

function vitest(): Runner {
  const report = join(OUT, 'vitest.json')
  const flags = given.length > 0 ? given : ['--coverage']
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const entry = 'node_modules/vitest/vitest.mjs'
  const command = [entry, 'run', ...reporters, ...flags]
  // Coverage is held to its thresholds where all of the suite runs.
  const env = given.length > 0 ? {} : { ERGO_WHOLE_SUITE: '1' }
  return { name: 'vitest', command, report, env, count: countVitest }
}

function playwright(): Runner[] {
  const config = 'playwright.config.ts'
  if (given.length > 0 || !existsSync(join(ROOT, config))) return []
  const report = join(OUT, 'playwright.json')
  const entry = 'node_modules/@playwright/test/cli.js'
  const projects = ['--project=browser', '--project=desktop']
  const command = [entry, 'test', `--config=${config}`, ...projects, '--reporter=list,json']
  return [
    {
      name: 'playwright',
      command,
      report,
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      count: countPlaywright,
    },
  ]
}

function run(runner: Runner): Counts {
  rmSync(runner.report, { force: true })
  const { status, signal } = spawnSync(process.execPath, [...runner.command], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...runner.env },
  })
  try {
    const counts = runner.count(JSON.parse(readFileSync(runner.report, 'utf8')))
    if (status === 0 || counts.failed > 0) return counts
    const why = `${runner.name} ended with ${signal ?? `code ${status}`} though no test failed`
    return { ...counts, failed: 1, failures: [`${why}: is its coverage below the thresholds?`] }
  } catch (thrown) {
    const why = `${runner.name} left no report (${signal ?? `code ${status}`}): ${thrown}`
    return { passed: 0, failed: 1, skipped: 0, failures: [why] }
  }
}

mkdirSync(OUT, { recursive: true })
const total = sumCounts([vitest(), ...playwright()].map(run))

const coverage = join(ROOT, 'coverage', 'coverage-summary.json')
if (given.length === 0 && existsSync(coverage)) {
  for (const line of coverageLines(JSON.parse(readFileSync(coverage, 'utf8')), ROOT)) console.log(line)
}
for (const failure of total.failures) console.log(`FAILED ${failure}`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
