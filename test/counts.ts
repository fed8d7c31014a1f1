import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, each in a line. */
  readonly failures: readonly string[]
}

export function sumCounts(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    skipped: all.reduce((sum, one) => sum + one.skipped, 0),
    failures: all.flatMap((one) => one.failures),
  }
}

/** The first line that says something, without colours. */
const firstLine = (text: string | undefined): string =>
  stripVTControlCharacters(text ?? '')
    .trim()
    .split('\n', 1)[0] ?? ''

const Assertion = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.array(z.string()).nullish(),
})

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(Assertion),
    }),
  ),
})

/** A file that could not be loaded has no tests: it counts as one failure. */
export function countVitest(report: unknown): Counts {
  const read = VitestReport.parse(report)
  const unloaded = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = read.numFailedTests + unloaded.length
  return {
    passed: read.numPassedTests,
    failed: failed === 0 && !read.success ? 1 : failed,
    skipped: read.numPendingTests + read.numTodoTests,
    failures: [
      ...unloaded.map((file) => `${file.name} did not load: ${firstLine(file.message)}`),
      ...read.testResults.flatMap((file) =>
        file.assertionResults
          .filter(({ status }) => status === 'failed')
          .map(
            ({ fullName, failureMessages }) =>
              `${file.name}: ${fullName}: ${firstLine(failureMessages?.[0])}`,
          ),
      ),
    ],
  }
}

interface Suite {
  readonly specs: readonly { readonly title: string; readonly file: string; readonly ok: boolean }[]
  readonly suites?: readonly Suite[] | undefined
}
const Suite: z.ZodType<Suite> = z.object({
  specs: z.array(z.object({ title: z.string(), file: z.string(), ok: z.boolean() })),
  get suites() {
    return z.array(Suite).optional()
  },
})
const failedIn = (suites: readonly Suite[]): string[] =>
  suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
    ...failedIn(inner),
  ])

const PlaywrightReport = z.object({
  suites: z.array(Suite).default([]),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
})

/** A test that passed only when tried again has not passed; an error outside the tests counts as one failure. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors, suites } = PlaywrightReport.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [...failedIn(suites), ...errors.map(({ message }) => firstLine(message))],
  }
}

const Part = z.object({ total: z.number(), covered: z.number() })
const CoverageSummary = z.record(z.string(), z.object({ statements: Part, branches: Part }))

const ROOMS: readonly (readonly [string, string])[] = [
  ['engine', 'electron/engine/'],
  ['operations', 'electron/operations/'],
  ['shared', 'shared/'],
]

/** A line per room with its statements and branches covered, in percent. */
export function coverageLines(summary: unknown, root: string): string[] {
  const files = Object.entries(CoverageSummary.parse(summary)).map(([path, parts]) => ({
    path: relative(root, path).replaceAll('\\', '/'),
    ...parts,
  }))
  return ROOMS.map(([name, folder]) => {
    const inside = files.filter((file) => file.path.startsWith(folder))
    const percent = (part: 'statements' | 'branches'): string => {
      const total = inside.reduce((sum, file) => sum + file[part].total, 0)
      const covered = inside.reduce((sum, file) => sum + file[part].covered, 0)
      return total === 0 ? 'nothing' : `${((100 * covered) / total).toFixed(2)} %`
    }
    return `coverage of ${name}: ${percent('statements')} of statements, ${percent('branches')} of branches`
  })
}
