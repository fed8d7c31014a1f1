import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, coverageLines, sumCounts } from '../counts.ts'

const vitest = (over: Record<string, unknown>) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  success: true,
  testResults: [
    { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'a' }] },
  ],
  ...over,
})

describe('counting', () => {
  it('takes the numbers of the reports', () => {
    const bad = {
      status: 'failed',
      fullName: 'b c',
      failureMessages: ['\u001b[31mError: no\u001b[0m\n at x'],
    }
    const testResults = [{ name: 'b.test.ts', status: 'failed', assertionResults: [bad] }]
    const failed = countVitest(vitest({ numFailedTests: 2, success: false, testResults }))
    expect(failed).toEqual({ passed: 3, failed: 2, skipped: 2, failures: ['b.test.ts: b c: Error: no'] })
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    const spec = (title: string, ok: boolean) => ({ title, file: 'd.spec.ts', ok })
    const suites = [{ specs: [spec('e', false)], suites: [{ specs: [spec('f', true), spec('g', false)] }] }]
    const played = countPlaywright({ stats, suites, errors: [{ message: 'no browser' }] })
    const failures = ['d.spec.ts: e', 'd.spec.ts: g', 'no browser']
    expect(played).toEqual({ passed: 5, failed: 3, skipped: 2, failures })
    const sum = { passed: 8, failed: 5, skipped: 4, failures: [...failed.failures, ...failures] }
    expect(sumCounts([failed, played])).toEqual(sum)
  })

  it('counts a file that did not load, and a failure outside of any test', () => {
    const unloaded = [{ name: 'h.test.ts', status: 'failed', message: 'gone', assertionResults: [] }]
    const counts = countVitest(vitest({ success: false, testResults: unloaded }))
    expect(counts).toMatchObject({ failed: 1, failures: ['h.test.ts did not load: gone'] })
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
