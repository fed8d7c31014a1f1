import type { Json } from '#shared/base/json.ts'
import type { RowState, RowsCompared } from '#shared/contract/comparison.ts'
import { cellText } from '../results/cells.ts'
import { changedTexts, fullText } from './changed.ts'
import classes from './RowChanges.module.css'

const MARKS: Readonly<Record<RowState, readonly [sign: string, word: string]>> = {
  same: ['', 'Same'],
  changed: ['≠', 'Changed'],
  added: ['+', 'Added'],
  removed: ['−', 'Removed'],
}
const WHERE = { both: '', a: ' (first run only)', b: ' (second run only)' } as const

const differs = (a: Json, b: Json): boolean => JSON.stringify(a) !== JSON.stringify(b)

function Cell({
  before,
  after,
  both,
}: {
  readonly before: Json
  readonly after: Json
  readonly both: boolean
}) {
  if (!both || !differs(before, after))
    return <td title={fullText(after ?? before)}>{cellText(after ?? before)}</td>
  const [a, b] = changedTexts(before, after)
  return (
    <td className={classes.changed}>
      <del title={fullText(before)}>{a}</del> <ins title={fullText(after)}>{b}</ins>
    </td>
  )
}

/** Rows with a sign for what became of them; a cell that changed shows both values. */
export function RowChanges({ columns, rows }: Pick<RowsCompared, 'columns' | 'rows'>) {
  if (rows.length === 0) return <p className={classes.none}>No such row.</p>
  return (
    <table className={classes.rows}>
      <thead>
        <tr>
          <th scope="col" aria-label="What became of the row" />
          {columns.map((column) => (
            <th key={column.name} scope="col">
              {column.name}
              {WHERE[column.in]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => {
          const [sign, word] = MARKS[row.state]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and never move
            <tr key={i} data-state={row.state}>
              <th scope="row" title={word}>
                <span aria-hidden>{sign}</span>
                <span className={classes.word}>{word}</span>
              </th>
              {columns.map((column, at) => (
                <Cell
                  key={column.name}
                  before={row.a?.[at] ?? null}
                  after={row.b?.[at] ?? null}
                  both={row.state === 'changed' && column.in === 'both'}
                />
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
