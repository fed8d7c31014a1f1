import { AppFailure } from '#shared/base/errors.ts'
import { quoteText } from '../names.ts'
import type { Reading } from '../read.ts'
import { common, listed } from './parameters.ts'

/** Reads the whole file as text, so that the first line that is not like the others is found and told. */
export async function checkLines(
  reading: Reading,
  delimiter: string,
  values: number,
  skip: number,
): Promise<void> {
  const parameters = listed({
    ...common(reading),
    auto_detect: 'false',
    delim: quoteText(delimiter),
    header: 'false',
    skip: String(skip),
    columns: `{${Array.from({ length: values }, (_, i) => `'c${i}': 'VARCHAR'`).join(', ')}}`,
  })
  await reading.duck.run(
    `SELECT count(*) FROM read_csv(${quoteText(reading.path)}, ${parameters})`,
    reading.signal,
  )
}

interface Fault {
  readonly code?: string
  readonly what: string
}

/** What DuckDB's reader says of a line, in our words. `undefined` for what it does not say of the file. */
function faultIn(message: string, line: string): Fault | undefined {
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  if (counts) {
    const values = counts[2] === '1' ? '1 value' : `${counts[2]} values`
    return {
      what: `has ${values} in ${line} where ${counts[1]} are expected: correct it, or say the delimiter.`,
    }
  }
  const cell = /Error when converting column "(.*)"\. Could not convert string "([\s\S]*?)" to '(\w+)'/.exec(
    message,
  )
  if (cell) {
    const [, column, value, type] = cell
    return {
      what: `has "${value}" in column "${column}" of ${line}, which can't be read as ${type}: correct it, add it to Missing values, or give the column another type.`,
    }
  }
  if (/unterminated quote/.test(message)) return { what: `has a quote in ${line} that is not closed.` }
  if (/Invalid unicode/.test(message)) {
    const hint = 'say its encoding (windows-1252 is common for files from Windows).'
    return { code: 'encoding_failed', what: `is not UTF-8 text: ${hint}` }
  }
  if (/Maximum line size of/.test(message))
    return { what: `has too long a line at ${line}: is a quote not closed?` }
  if (/reached an invalid state/.test(message)) {
    return { what: 'has line ends of several kinds, or text after a closing quote: save it again as CSV.' }
  }
  if (/when sniffing file/.test(message)) {
    return { what: 'is not a table that can be recognised: say the delimiter and how many lines to skip.' }
  }
  return undefined
}

/** A file that does not keep to its dialect, in a sentence that names the line. */
export function csvFailure(thrown: unknown, { name }: Reading): unknown {
  if (!(thrown instanceof AppFailure) || thrown.code !== 'sql_failed') return thrown
  const message = thrown.cause instanceof Error ? thrown.cause.message : thrown.message
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1]
  const fault = faultIn(message, line ? `line ${line}` : 'a line')
  if (!fault) return thrown
  const data = line ? { line: Number(line) } : undefined
  return new AppFailure(fault.code ?? 'file_unreadable', `The file "${name}" ${fault.what}`, data, {
    cause: thrown,
  })
}
