import { NODE_TYPES } from '#shared/chain/schema.ts'
import { hueName } from './tokens.ts'

/** Colours that a frame may have: those of the node types, by name, so that they follow the theme. */
export const FRAME_COLORS: readonly string[] = NODE_TYPES.map(hueName)

const isKnown = (name: string | undefined): name is string =>
  name !== undefined && FRAME_COLORS.includes(name)

/** Of a frame's title and edge. */
export const frameColor = (name: string | undefined): string =>
  isKnown(name) ? `var(--ergo-${name}-ink)` : 'var(--ergo-muted)'

/** Of the ground of a frame. */
export const frameGround = (name: string | undefined): string =>
  isKnown(name) ? `var(--ergo-${name}-soft)` : 'var(--ergo-hover)'
