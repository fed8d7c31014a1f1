import { OPERATION_ICONS } from 'virtual:operation-icons'
import { type Icon, IconPuzzleOff } from '@tabler/icons-react'
import type { NodeType } from '#shared/chain/schema.ts'
import classes from './OperationIcon.module.css'
import { hueName } from './tokens.ts'

interface OperationIconProps {
  /** A spec's icon; an operation that this version does not know has none. */
  readonly icon: string | undefined
  readonly type: NodeType
  readonly size?: number
}

/** An operation's icon on the ground of its type's hue. */
export function OperationIcon({ icon, type, size = 32 }: OperationIconProps) {
  const Glyph: Icon = (icon && OPERATION_ICONS[icon]) || IconPuzzleOff
  const hue = hueName(type)
  return (
    <span
      className={classes.chip}
      style={{
        width: size,
        height: size,
        color: `var(--ergo-${hue}-ink)`,
        background: `var(--ergo-${hue}-soft)`,
      }}
      aria-hidden
    >
      <Glyph size={Math.round(size * 0.58)} stroke={1.75} />
    </span>
  )
}
