import { describe, expect, it } from 'vitest'
import { NODE_TYPES } from '#shared/chain/schema.ts'
import { HUES, type Scheme, TOKENS } from '../../renderer/ui/tokens.ts'

/** Relative luminance of an sRGB colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const SCHEMES: readonly Scheme[] = ['light', 'dark']
const GROUNDS = ['canvas', 'surface', 'raised', 'sunken', 'hover'] as const
const INKS = ['text', 'muted', 'accent', 'good', 'bad', 'warn'] as const

describe('contrast', () => {
  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  describe.each(SCHEMES)('in the %s theme', (scheme) => {
    const tokens = TOKENS[scheme]
    it.each(INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)))(
      'of %s on %s is AA',
      (ink, ground) => {
        expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5)
      },
    )

    it.each([
      ['accent', 'accent-soft'],
      ['bad', 'bad-soft'],
      ['warn', 'warn-soft'],
      ['text', 'bad-soft'],
      ['text', 'warn-soft'],
      ['text', 'accent-soft'],
    ] as const)('of %s on %s is AA', (ink, ground) => {
      expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5)
    })

    it.each(NODE_TYPES)('of the hue of %s is AA on its own ground and on every other', (type) => {
      const hue = HUES[scheme][type]
      for (const ground of [hue.soft, ...GROUNDS.map((name) => tokens[name])]) {
        expect(contrast(hue.ink, ground)).toBeGreaterThanOrEqual(4.5)
      }
    })

    it('of the edges of controls is 3 : 1', () => {
      for (const ground of [tokens.surface, tokens.canvas, tokens.raised]) {
        expect(contrast(tokens.edge, ground)).toBeGreaterThanOrEqual(3)
      }
    })
  })
})
