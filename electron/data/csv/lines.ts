import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Reading } from '../read.ts'
import type { Dialect } from './dialect.ts'

/** Whether a line ends within quotes, which open only where a value begins. */
function endsInQuotes(line: string, delimiter: string, open: boolean): boolean {
  if (!line.includes('"')) return open
  let [quoted, begins] = [open, !open]
  for (let at = 0; at < line.length; at++) {
    if (quoted) {
      if (line[at] !== '"') continue
      if (line[at + 1] === '"') at++
      else quoted = false
      begins = false
    } else if (line[at] === '"' && begins) {
      quoted = true
    } else {
      begins = line.startsWith(delimiter, at - delimiter.length + 1)
    }
  }
  return quoted
}

const holds = (record: string, cell: string): boolean => {
  const [first = ''] = cell.split(/\r|\n/)
  return record.includes(first) || record.replaceAll('""', '"').includes(first)
}

/**
 * The line, from 1, in which a row of the table (from 0) begins. DuckDB does not keep it, so that the file is gone through once more,
 * which is for sentences about a single cell only. `undefined` where the line that was found does not have the cell: no line is
 * better than a wrong one.
 */
export async function lineOf(
  { path, options, signal }: Reading,
  { skip, header, delimiter, columns }: Dialect,
  row: number,
  cell: string,
): Promise<number | undefined> {
  const input = createReadStream(path, { encoding: 'utf8', signal })
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let left = header ? row + 1 : row
  let [number, begin, record, open] = [0, 0, '', false]
  try {
    for await (const line of lines) {
      number += 1
      if (number <= skip) continue
      if (!open) {
        const blank = line === '' && columns.length > 1
        if (blank || (options.comment && line.startsWith(options.comment))) continue
        begin = number
        record = ''
      }
      if (left === 0) record += `${line}\n`
      open = endsInQuotes(line, delimiter, open)
      if (open) continue
      if (left === 0) return holds(record, cell) ? begin : undefined
      left -= 1
    }
  } finally {
    lines.close()
    input.destroy()
  }
  return undefined
}
