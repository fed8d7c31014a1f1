import { fail } from '#shared/base/errors.ts'
import type { TableValue } from '#shared/operation/value.ts'

/** A name as an SQL identifier: what it holds stays a name. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export const quoteNames = (names: readonly string[]): string => names.map(quoteName).join(', ')

/** The place of a row in its table, from 0, in the table {@link withPlaces} of an input. */
export const PLACE = quoteName('ergo place')

/** The input with the place of each row as {@link PLACE}; in `Tables.select` and `Tables.query` every input has one. */
export const withPlaces = (input: string): string => quoteName(placed(input))
/** The bare name of {@link withPlaces}. */
export const placed = (input: string): string => `${input} with places`

/** A table of DuckDB's own with the place of each row as {@link PLACE}. A column called "rowid" hides DuckDB's number of the row. */
export function rowsWithPlaces({ ref, columns }: Pick<TableValue, 'ref' | 'columns'>): string {
  const isHidden = columns.some(({ name }) => name.toLowerCase() === 'rowid')
  return `(SELECT *, ${isHidden ? 'row_number() OVER () - 1' : 'rowid'} AS ${PLACE} FROM ${quoteName(ref)})`
}

/**
 * The rows of a source one after the other, on one thread. DuckDB works on parts of a table side by side, and in which order they
 * meet differs from run to run: a sum of fractions would differ in its last digits, and so would what is first.
 */
export const inOrder = (source: string): string => `(FROM ${source} LIMIT 9223372036854775807)`

/** DuckDB tells names apart without regard to case. Error: `bad_column_name`. */
export function checkNames(names: readonly string[]): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    if (name === '') fail('bad_column_name', 'A column has an empty name: give it one.')
    const other = seen.get(name.toLowerCase())
    if (other !== undefined) {
      const how = other === name ? 'is there twice' : `and "${other}" differ only in capitals`
      fail('bad_column_name', `The column "${name}" ${how}: rename one of them.`, { column: name })
    }
    seen.set(name.toLowerCase(), name)
  }
}
