import { VERDICTS } from '../compare/verdicts.ts'
import { useCompared } from '../stores/compare.ts'
import classes from './CompareMark.module.css'

/** Says on the node how it compares with the other run. */
export function CompareMark({ id, far }: { readonly id: string; readonly far: boolean }) {
  const compared = useCompared(id)
  if (!compared) return null
  const { node, first } = compared
  const { icon: Glyph, color, word } = VERDICTS[node.verdict]
  return (
    <div
      className={classes.mark}
      data-far={far || undefined}
      data-first={first || undefined}
      style={{ color: `var(--ergo-${color})` }}
      title={node.what || undefined}
    >
      <Glyph size={far ? 28 : 12} aria-hidden /> {first ? `${word}, the first` : word}
    </div>
  )
}
