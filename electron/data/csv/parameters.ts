import { quoteText } from '../names.ts'
import type { Reading } from '../read.ts'

/** Parameters of DuckDB's CSV reader, as SQL. */
export type Parameters = Readonly<Record<string, string | undefined>>

export const listed = (parameters: Parameters): string =>
  Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} = ${value}`]))
    .join(', ')

/**
 * Quotes are double, doubled inside, whatever a sample shows: a quote further down must not be taken for text. No sign starts a
 * comment unless the user says so: lines would vanish.
 */
export function common({ options }: Reading): Parameters {
  return {
    quote: quoteText('"'),
    escape: quoteText('"'),
    comment: quoteText(options.comment ?? ''),
    nullstr: `[${['', ...(options.missing ?? [])].map(quoteText).join(', ')}]`,
  }
}
