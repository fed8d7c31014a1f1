import { describe, expect, it } from 'vitest'
import type { NodeResult, Reason, Why } from '#shared/run/events.ts'
import { nodeStatistics, outliersOf, quantileOf } from '#shared/run/statistics.ts'
import { whyTold } from '#shared/run/why.ts'

const time = (durationMs: number | null, status = 'completed', rowCount: number | null = null) => ({
  durationMs,
  status,
  rowCount,
})

describe('statistics of a node', () => {
  it('are of the runs in which it ran', () => {
    expect(quantileOf([], 0.5)).toBeNull()
    expect(quantileOf([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(
      nodeStatistics([time(10, 'completed', 100), time(30, 'completed', 200), time(5, 'failed'), time(20)]),
    ).toEqual({ n: 4, failed: 1, medianMs: 20, p95Ms: 29, medianRows: 150 })
    expect(nodeStatistics([])).toEqual({ n: 0, failed: 0, medianMs: null, p95Ms: null, medianRows: null })
  })

  it('tell what is unusual in words, where there are enough runs', () => {
    const usual = nodeStatistics(Array.from({ length: 20 }, () => time(100, 'completed', 1000)))
    expect(outliersOf(time(320), usual)).toEqual(['3.2 times its usual time'])
    expect(outliersOf(time(2400), usual)).toEqual(['24 times its usual time'])
    expect(outliersOf(time(150), usual)).toEqual([])
    expect(outliersOf(time(null), usual)).toEqual([])
    expect(outliersOf(time(100, 'completed', 2500), usual)).toEqual(['2.5 times its usual rows'])
    expect(outliersOf(time(100, 'completed', 100), usual)).toEqual(['10 % of its usual rows'])
    expect(outliersOf(time(100, 'completed', 0), usual)).toEqual(['no rows, which is unusual'])
    expect(outliersOf(time(100, 'completed', 900), usual)).toEqual([])
    expect(outliersOf(time(320), nodeStatistics([time(100)]))).toEqual([])
    const quick = nodeStatistics(Array.from({ length: 20 }, () => time(1)))
    expect(outliersOf(time(15), quick)).toEqual([])
    const empty = nodeStatistics(Array.from({ length: 20 }, () => time(1, 'completed', 0)))
    expect(outliersOf(time(1, 'completed', 5), empty)).toEqual([])
  })
})

const result = (over: Partial<NodeResult>): NodeResult => ({
  status: 'completed',
  warnings: [],
  attempts: 1,
  cached: false,
  durationMs: 1,
  ...over,
})

describe('why a node ran, or not', () => {
  const reasons: Reason[] = [
    'upstream_failed',
    'branch_not_taken',
    'stopped',
    'not_selected',
    'cancelled',
    'timed_out',
  ]
  const whys: Why[] = [
    'config_changed',
    'input_changed',
    'operation_updated',
    'not_pure',
    'no_earlier_result',
    'earlier_result_lost',
  ]
  it('has a sentence of its own for each', () => {
    const told = [
      ...reasons.map((reason) => whyTold(result({ status: 'skipped', reason }))),
      ...whys.map((why) => whyTold(result({ why }))),
      whyTold(result({})),
      whyTold(result({ cached: { by: 'pin', executionId: 'r1' } })),
      whyTold(result({ cached: { by: 'cacheKey', executionId: 'r1', nodeId: 'n' } })),
      whyTold(result({ cached: { by: 'reuse', executionId: 'r1' } })),
      whyTold(result({ cached: { by: 'reuse', executionId: 'r1' }, why: 'reused' })),
    ]
    expect(new Set(told.map(({ sentence }) => sentence)).size).toBe(told.length)
    for (const { sentence } of told) expect(sentence).toMatch(/^(It ran|Not run|Stopped): .*\.$/)
    expect(told.filter(({ from }) => from === 'r1')).toHaveLength(4)
    expect(whyTold(result({ cached: { by: 'pin' } }))).not.toHaveProperty('from')
  })
})
