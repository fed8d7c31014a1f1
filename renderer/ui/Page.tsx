import type { ReactNode } from 'react'
import classes from './Page.module.css'

interface PageProps {
  readonly title: string
  /** What can be done here. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A whole section of the window, other than the workbench. */
export function Page({ title, actions, children }: PageProps) {
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        {actions}
      </header>
      <div className={classes.body}>{children}</div>
    </main>
  )
}
