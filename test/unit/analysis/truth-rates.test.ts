import { describe, expect, it } from 'vitest'
import { isMet, studentWithin3, truthRate } from '../../bench/truth-rates.ts'

describe('the truth within three standard errors', () => {
  it('is expected as often as Student’s distribution says', () => {
    // 1 − 2·P(t > 3) from tables.
    expect(studentWithin3(1)).toBeCloseTo(0.795167, 6)
    expect(studentWithin3(10)).toBeCloseTo(0.986656, 5)
    expect(studentWithin3(100_000)).toBeCloseTo(0.9973, 4)
  })

  it.each(['regression', 'calibration', 'curveFit'])(
    'of 1 000 trials of %s, as often as it should',
    (name) => {
      expect(truthRate(name)).toSatisfy(isMet)
    },
  )

  it('is found wanting where errors are understated', () => {
    expect(isMet({ name: 'x', share: 0.95, expected: studentWithin3(18) })).toBe(false)
    expect(() => truthRate('nothing')).toThrow('There are no trials of nothing.')
  })
})
