import type { Json } from '#shared/base/json.ts'
import type { FieldChange } from '#shared/chain/diff.ts'
import classes from './Changes.module.css'

const shown = (value: Json | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

interface ChangesProps {
  readonly changes: readonly FieldChange[]
  /** What is said where there are none. */
  readonly same: string
}

/** Fields that differ, each with what it was and what it is. */
export function Changes({ changes, same }: ChangesProps) {
  if (changes.length === 0) return <p className={classes.same}>{same}</p>
  return (
    <table className={classes.changes}>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">First run</th>
          <th scope="col">Second run</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">{change.field || 'Value'}</th>
            <td data-none={change.before === undefined || undefined}>
              {change.before === undefined ? 'not there' : shown(change.before)}
            </td>
            <td data-none={change.after === undefined || undefined}>
              {change.after === undefined ? 'not there' : shown(change.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
