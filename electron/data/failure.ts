import { closest } from '#shared/base/closest.ts'
import { AppFailure } from '#shared/base/errors.ts'

interface Told {
  /** DuckDB's word for the kind of error, e.g. `Binder`. */
  readonly kind: string
  readonly text: string
}

function told(message: string): Told {
  const found = /^([A-Z][A-Za-z ]*?) Error: ([\s\S]*)$/.exec(message)
  return { kind: found?.[1] ?? '', text: found?.[2] ?? message }
}

/** What DuckDB says, in one line: without the quoted SQL, the caret under it and lists of candidates. */
function sentence(text: string): string {
  // A value of the data may be quoted in it, which can be long: nothing here looks at a piece of it twice.
  const [first = ''] = text.split(/\n[^\S\n]*(?:LINE \d+:|Candidate )|\n\n/)
  const pieces = first.split('\n').map((piece) => piece.trim())
  const line = pieces.filter((piece) => piece !== '').join(' ')
  return /[.!?]$/.test(line) ? line : `${line}.`
}

function missingColumn(text: string): AppFailure | undefined {
  const name = /^Referenced column "(.*?)" (?:not found|was not found)/.exec(text)?.[1]
  if (name === undefined) return undefined
  const known = /Candidate bindings: (.*)/.exec(text)?.[1] ?? ''
  const near = closest(
    name,
    [...known.matchAll(/"([^"]+)"/g)].map(([, found = '']) => found),
  )
  const hint = near === undefined ? '.' : `: did you mean "${near}"?`
  return new AppFailure('column_missing', `There is no column "${name}"${hint}`, { column: name })
}

/**
 * An error of DuckDB's as the failure that it means to the user: `column_missing`, `sql_invalid` (the SQL can't be run on
 * these tables), `sql_failed` (it failed on their values), `out_of_memory`, `store_full`, `sql_not_allowed`. Others are bugs and come back
 * unchanged.
 */
export function duckFailure(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown
  const { kind, text } = told(thrown.message)
  switch (kind) {
    case 'Parser':
    case 'Catalog':
      return new AppFailure('sql_invalid', sentence(text), undefined, { cause: thrown })
    case 'Binder':
      return (
        missingColumn(text) ?? new AppFailure('sql_invalid', sentence(text), undefined, { cause: thrown })
      )
    case 'Conversion':
    case 'Out of Range':
    case 'Invalid Input':
    case 'Constraint':
    case 'Not implemented':
      return new AppFailure('sql_failed', sentence(text), undefined, { cause: thrown })
    case 'Out of Memory':
      return new AppFailure(
        'out_of_memory',
        'The tables of this run need more memory than there is: filter or group earlier, or read fewer columns.',
      )
    case 'IO':
      return /no space left|quota exceeded/i.test(text)
        ? new AppFailure('store_full', 'The disk is full: free some space, then run the chain again.')
        : thrown
    case 'Permission':
      return new AppFailure('sql_not_allowed', sentence(text))
    default:
      return thrown
  }
}
