import { z } from 'zod'

/** Where the window was, in device-independent pixels. */
export const WindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const SMALLEST = { width: 800, height: 560 } as const
const USUAL = { width: 1440, height: 900 } as const

/**
 * Where to open the window: where it was, made to fit a display that is there now; in the middle of the first display
 * where there is no such place. Displays come and go, and a window nobody can see is lost.
 */
export function placeWindow(kept: WindowState | null, displays: readonly Rectangle[]): WindowState {
  const home = displays[0] ?? { x: 0, y: 0, ...USUAL }
  const on = kept === null ? undefined : displays.find((display) => overlap(kept, display) > 0)
  const area = on ?? home
  const wanted = kept ?? USUAL
  const width = Math.min(Math.max(wanted.width, SMALLEST.width), area.width)
  const height = Math.min(Math.max(wanted.height, SMALLEST.height), area.height)
  const middle = {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
  }
  const corner =
    kept && on
      ? { x: within(kept.x, area.x, area.width - width), y: within(kept.y, area.y, area.height - height) }
      : middle
  return { ...corner, width, height, maximized: kept?.maximized ?? false }
}

const within = (value: number, from: number, room: number): number =>
  Math.min(Math.max(value, from), from + room)

function overlap(a: Rectangle, b: Rectangle): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, across) * Math.max(0, down)
}
