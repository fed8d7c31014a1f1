import { Kbd } from '@mantine/core'
import { useShownChain } from '../stores/document.ts'
import classes from './EmptyCanvas.module.css'

/** What to do with an empty canvas. The pointer goes through it. */
export function EmptyCanvas() {
  const empty = useShownChain()?.nodes.length === 0
  if (!empty) return null
  return (
    <div className={classes.empty}>
      <p className={classes.title}>Start with your data</p>
      <p>Drop a CSV file here, drag an operation from the palette,</p>
      <p>
        or double-click anywhere, or press <Kbd>/</Kbd>, to search.
      </p>
    </div>
  )
}
