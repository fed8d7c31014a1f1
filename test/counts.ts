import { relative } from 'node:path'
import { z } from 'zod'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export function sumCounts(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    skipped: all.reduce((sum, one) => sum + one.skipped, 0),
  }
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
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
  }
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()).default([]),
})

/** A test that passed only when tried again has not passed; an error outside the tests counts as one failure. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = PlaywrightReport.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
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
