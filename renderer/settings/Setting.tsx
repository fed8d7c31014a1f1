import type { ReactNode } from 'react'
import classes from './Settings.module.css'

interface SettingProps {
  readonly title: string
  /** The id of the title, which names the control. */
  readonly id: string
  readonly help?: string
  readonly children: ReactNode
}

export function Setting({ title, id, help, children }: SettingProps) {
  return (
    <div className={classes.setting}>
      <div>
        <div id={id} className={classes.title}>
          {title}
        </div>
        {help && <p className={classes.help}>{help}</p>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  )
}
