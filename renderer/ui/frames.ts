import { NODE_TYPES } from '#shared/chain/schema.ts'
import { hueName } from './tokens.ts'

/** Colours that a frame may have: those of the node types, by name, so that they follow the theme. */
export const FRAME_COLORS: readonly string[] = NODE_TYPES.map(hueName)

export const frameColor = (name: string | undefined): string =>
  name && FRAME_COLORS.includes(name) ? `var(--ergo-${name}-ink)` : 'var(--ergo-muted)'
