import { closest } from '../base/closest.ts'
import { fail } from '../base/errors.ts'
import type { Column } from './value.ts'

export const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number'

/**
 * The column of that name. Names are told apart as written; one that differs in capitals alone is found where no other is the same.
 * Error: `column_missing`, with the name that may have been meant.
 */
export function columnNamed(columns: readonly Column[], name: string): Column {
  const names = columns.map((column) => column.name)
  const folded = name.toLowerCase()
  const found =
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === folded)
  if (found) return found
  if (name === '') return fail('column_missing', 'No column is chosen: choose one.', { columns: names })
  const near = closest(name, names)
  const hint = near ? `did you mean "${near}"?` : `there are ${names.join(', ')}.`
  return fail('column_missing', `There is no column "${name}": ${hint}`, { column: name, columns: names })
}
