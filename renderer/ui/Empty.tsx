import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Empty.module.css'

interface EmptyProps {
  readonly icon: Icon
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** An empty place: what goes there, and an offer. */
export function Empty({ icon: Glyph, title, children, actions }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <Glyph size={28} stroke={1.25} aria-hidden />
      <p className={classes.title}>{title}</p>
      {children && <p className={classes.words}>{children}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
