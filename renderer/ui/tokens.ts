import type { NodeType } from '#shared/chain/schema.ts'

/**
 * Every colour of the window, in both themes. They reach CSS as `--ergo-<name>` (see theme.ts); code that draws on a
 * canvas reads them here. `test/unit/contrast.test.ts` holds text to WCAG AA (4.5 : 1) on every ground it stands on.
 */
export interface Tokens {
  /** Grounds. */
  readonly canvas: string
  readonly surface: string
  readonly raised: string
  readonly sunken: string
  readonly hover: string
  /** Lines: hairlines between areas, and the edges of controls (3 : 1). */
  readonly line: string
  readonly edge: string
  /** Text. */
  readonly text: string
  readonly muted: string
  readonly accent: string
  readonly 'accent-soft': string
  /** State; always with a glyph or a word beside it. */
  readonly good: string
  readonly bad: string
  readonly 'bad-soft': string
  readonly warn: string
  readonly 'warn-soft': string
}

export type Scheme = 'light' | 'dark'

export const TOKENS: Readonly<Record<Scheme, Tokens>> = {
  light: {
    canvas: '#f3f5f8',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f7f8fa',
    hover: '#edf0f4',
    line: '#e0e4ea',
    edge: '#848e9e',
    text: '#171b23',
    muted: '#566072',
    accent: '#2452bb',
    'accent-soft': '#e8eefb',
    good: '#176c3a',
    bad: '#b3242b',
    'bad-soft': '#fdeeee',
    warn: '#7d4c00',
    'warn-soft': '#fdf3e1',
  },
  dark: {
    canvas: '#111318',
    surface: '#191c23',
    raised: '#20242d',
    sunken: '#15181e',
    hover: '#282d38',
    line: '#2c313c',
    edge: '#6f7a8c',
    text: '#e9ebf0',
    muted: '#9ea8b8',
    accent: '#8eb0ff',
    'accent-soft': '#202c47',
    good: '#5fcf8d',
    bad: '#ff8a8a',
    'bad-soft': '#3a1f23',
    warn: '#f0b650',
    'warn-soft': '#372a12',
  },
}

/** A node type's hue: `ink` for its icon and words, `soft` for the ground behind the icon. */
export interface Hue {
  readonly ink: string
  readonly soft: string
}

export const HUES: Readonly<Record<Scheme, Readonly<Record<NodeType, Hue>>>> = {
  light: {
    DATA_INPUT: { ink: '#086480', soft: '#e0f3f8' },
    TRANSFORM: { ink: '#6439c4', soft: '#efe9fc' },
    CALCULATE: { ink: '#a8256f', soft: '#fce8f3' },
    CONDITION: { ink: '#8a4f00', soft: '#fcf0da' },
    OUTPUT: { ink: '#1b6b3f', soft: '#e2f5ea' },
  },
  dark: {
    DATA_INPUT: { ink: '#63cbe6', soft: '#14343e' },
    TRANSFORM: { ink: '#bda4ff', soft: '#2d2550' },
    CALCULATE: { ink: '#ff94cc', soft: '#43203a' },
    CONDITION: { ink: '#f2ba5c', soft: '#3b2c12' },
    OUTPUT: { ink: '#6fd69b', soft: '#173726' },
  },
}

/** The CSS name of a node type's hue: `--ergo-<this>-ink`, `--ergo-<this>-soft`. */
export const hueName = (type: NodeType): string => type.toLowerCase().replace('_', '-')
