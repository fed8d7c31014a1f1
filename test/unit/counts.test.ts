import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, coverageLines, sumCounts } from '../counts.ts'

const vitest = (over: Record<string, unknown>) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  success: true,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
  ...over,
})

describe('counting', () => {
  it('takes the numbers of the reports', () => {
    const failed = countVitest(vitest({ numFailedTests: 2, success: false }))
    expect(failed).toEqual({ passed: 3, failed: 2, skipped: 2 })
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    const played = countPlaywright({ stats, errors: [{}] })
    expect(played).toEqual({ passed: 5, failed: 3, skipped: 2 })
    expect(sumCounts([failed, played])).toEqual({ passed: 8, failed: 5, skipped: 4 })
  })

  it('counts a file that did not load, and a failure outside of any test', () => {
    const unloaded = [{ status: 'failed', assertionResults: [] }]
    expect(countVitest(vitest({ success: false, testResults: unloaded })).failed).toBe(1)
    expect(countVitest(vitest({ success: false })).failed).toBe(1)
  })

  it('refuses what is no report', () => {
    expect(() => countVitest({})).toThrow()
    expect(() => countPlaywright({ stats: {} })).toThrow()
  })

  it('adds up coverage by room', () => {
    const part = (covered: number) => ({
      statements: { total: 4, covered },
      branches: { total: 2, covered: 1 },
    })
    const summary = {
      total: part(9),
      '/root/shared/a.ts': part(4),
      '/root/shared/b/c.ts': part(3),
      '/root/electron/engine/e.ts': part(2),
    }
    expect(coverageLines(summary, '/root')).toEqual([
      'coverage of engine: 50.00 % of statements, 50.00 % of branches',
      'coverage of operations: nothing of statements, nothing of branches',
      'coverage of shared: 87.50 % of statements, 50.00 % of branches',
    ])
  })
})
