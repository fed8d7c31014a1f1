import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeWindow, SMALLEST, WindowState } from '#electron/desktop/window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const state = { x: 100, y: 50, width: 1200, height: 800, maximized: false }

describe('the window’s place', () => {
  it('is where it was', () => {
    expect(placeWindow(state, [screen])).toEqual(state)
    expect(placeWindow({ ...state, maximized: true }, [screen]).maximized).toBe(true)
  })

  it('is the middle at first, and when its display has gone', () => {
    const middle = { x: 240, y: 90, width: 1440, height: 900, maximized: false }
    expect(placeWindow(null, [screen])).toEqual(middle)
    expect(placeWindow({ ...state, x: 5000 }, [screen])).toMatchObject({ x: 360, y: 140 })
    expect(placeWindow(null, [])).toMatchObject({ width: 1440, height: 900 })
  })

  it('is on the second display where it was there', () => {
    const second = { x: 1920, y: 0, width: 2560, height: 1440 }
    expect(placeWindow({ ...state, x: 2000 }, [screen, second]).x).toBe(2000)
  })

  it('is always within a display, and never smaller than the window can be where there is room', () => {
    const place = fc.record({
      x: fc.integer({ min: -9000, max: 9000 }),
      y: fc.integer({ min: -9000, max: 9000 }),
      width: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 1, max: 9000 }),
      maximized: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.option(place), (kept) => {
        const at = placeWindow(kept, [screen])
        expect(WindowState.safeParse(at).success).toBe(true)
        expect(at.x).toBeGreaterThanOrEqual(0)
        expect(at.y).toBeGreaterThanOrEqual(0)
        expect(at.x + at.width).toBeLessThanOrEqual(screen.width)
        expect(at.y + at.height).toBeLessThanOrEqual(screen.height)
        expect(at.width).toBeGreaterThanOrEqual(SMALLEST.width)
        expect(at.height).toBeGreaterThanOrEqual(SMALLEST.height)
      }),
    )
  })
})
