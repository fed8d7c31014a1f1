import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { panned, placeOf, ticksOf, zoomed } from '../../../renderer/timeline/view.ts'

describe('what is seen of a run’s time', () => {
  it('is closer about a point, and never more than the whole', () => {
    expect(zoomed({ from: 0, to: 100 }, 2, 50, 100)).toEqual({ from: 25, to: 75 })
    expect(zoomed({ from: 0, to: 100 }, 2, 100, 100)).toEqual({ from: 50, to: 100 })
    expect(zoomed({ from: 25, to: 75 }, 0.1, 50, 100)).toEqual({ from: 0, to: 100 })
    expect(zoomed({ from: 0, to: 0 }, 2, 0, 0)).toEqual({ from: 0, to: 0 })
    expect(panned({ from: 20, to: 40 }, 0.5, 100)).toEqual({ from: 30, to: 50 })
    expect(panned({ from: 20, to: 40 }, -9, 100)).toEqual({ from: 0, to: 20 })
    expect(panned({ from: 20, to: 40 }, 9, 100)).toEqual({ from: 80, to: 100 })
  })

  it('stays within the whole, whatever is done', () => {
    const step = fc.tuple(
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
    )
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.array(step, { maxLength: 20 }),
        (whole, steps) => {
          let span = { from: 0, to: whole }
          for (const [factor, share] of steps) {
            span = zoomed(span, factor, (span.from + span.to) / 2, whole)
            span = panned(span, share, whole)
            expect(span.from).toBeGreaterThanOrEqual(0)
            expect(span.to).toBeLessThanOrEqual(whole * (1 + 1e-9))
            expect(span.to).toBeGreaterThan(span.from)
          }
        },
      ),
    )
  })

  it('has round marks, and places for what is in sight only', () => {
    expect(ticksOf({ from: 0, to: 100 })).toEqual([0, 20, 40, 60, 80, 100])
    expect(ticksOf({ from: 130, to: 190 })).toEqual([130, 140, 150, 160, 170, 180, 190])
    expect(ticksOf({ from: 5, to: 5 })).toEqual([])
    expect(placeOf({ from: 10, to: 30 }, { from: 20, to: 40 })).toEqual({
      left: '0%',
      width: 'max(2px, 50%)',
    })
    expect(placeOf({ from: 0, to: 10 }, { from: 20, to: 40 })).toBeNull()
    expect(placeOf({ from: 0, to: 0 }, { from: 0, to: 0 })).toBeNull()
  })
})
