/** A name as an SQL identifier: what it holds stays a name. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export const quoteNames = (names: readonly string[]): string => names.map(quoteName).join(', ')
