import classes from './Keys.module.css'
import { keysOf } from './shortcut.ts'

/** A shortcut, as keys. */
export function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={classes.keys}>
      {keysOf(shortcut).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
