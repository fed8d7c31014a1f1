/** Gives the rows of a SELECT. */
export type Ask = (sql: string) => Promise<readonly (readonly unknown[])[]>

/** Texts in a column that keep all of it from being something else than text. */
export interface OddTexts {
  readonly words: readonly string[]
  /** True where there are more than are named. */
  readonly more: boolean
  /** How many cells hold one of them. */
  readonly cells: number
  /** How many cells hold anything. */
  readonly present: number
}

/** So many different texts beside numbers are taken for words in place of a number; more of them for a column of names. */
export const MOST_WORDS = 3
const WORD_LENGTH = 40

/** Whole numbers with leading zeros name things, so that a column with them is text on purpose. */
const LEADING_ZERO = String.raw`^\s*[-+]?0[0-9]`

/** How a fraction may be written. */
export type Decimal = '.' | ','

/** SQL that is a text as a number, or NULL. */
export function numberSql(text: string, decimal: Decimal): string {
  const named = `regexp_matches(${text}, '${LEADING_ZERO}')`
  if (decimal === '.') return `CASE WHEN NOT ${named} THEN TRY_CAST(${text} AS DOUBLE) END`
  return `CASE WHEN NOT ${named} AND NOT contains(${text}, '.') THEN TRY_CAST(replace(${text}, ',', '.') AS DOUBLE) END`
}

export const hasLeadingZero = (text: string): boolean => new RegExp(LEADING_ZERO).test(text)

/** The texts of a column that `value`, as SQL, makes nothing of: those come first that `order` says. */
export async function findOdd(
  ask: Ask,
  from: string,
  text: string,
  value: string,
  order = 'cells DESC, word',
): Promise<Pick<OddTexts, 'words' | 'more'>> {
  const found = await ask(
    `SELECT ${text} AS word, count(*) AS cells FROM ${from} WHERE ${text} IS NOT NULL AND (${value}) IS NULL
      GROUP BY ${text} ORDER BY ${order} LIMIT ${MOST_WORDS + 1}`,
  )
  const words = found.map(([word]) => String(word))
  return { words: words.slice(0, MOST_WORDS), more: words.length > MOST_WORDS }
}

/** True where so many cells of a column are numbers, or times, that the others are the exception. */
export const mostlyFits = (fits: number, present: number): boolean =>
  fits > 0 && fits < present && fits * 2 >= present

/** The few words of a column of text that is numbers but for them, if it is that. */
export async function wordsAmongNumbers(ask: Ask, from: string, text: string): Promise<OddTexts | undefined> {
  const values = (['.', ','] as const).map((decimal) => numberSql(text, decimal))
  const [counts = []] = await ask(
    `SELECT count(${text}), ${values.map((value) => `count(${value})`).join(', ')} FROM ${from}`,
  )
  const [present = 0, points = 0, commas = 0] = counts.map(Number)
  const numbers = Math.max(points, commas)
  if (!mostlyFits(numbers, present)) return undefined
  const value = points >= commas ? values[0] : values[1]
  const odd = await findOdd(ask, from, text, value ?? '')
  if (odd.more || odd.words.some(hasLeadingZero)) return undefined
  return { ...odd, cells: present - numbers, present }
}

const quoted = (word: string): string =>
  `"${word.length > WORD_LENGTH ? `${word.slice(0, WORD_LENGTH)}…` : word}"`

/** As in: because of "NA", "n.d." (3 of 40 cells). */
export function becauseOf({ words, more, cells, present }: OddTexts, where = ''): string {
  const named = `${words.map(quoted).join(', ')}${more ? ' and others' : ''}`
  return `because of ${named} (${cells} of ${present} cells${where})`
}

/** What the user can do about the words. */
export const toMissing = ({ words }: OddTexts): string =>
  `add ${words.length === 1 ? 'it' : 'them'} to Missing values`
