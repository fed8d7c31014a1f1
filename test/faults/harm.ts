type Config = Readonly<Record<string, unknown>>

/** A node's type, operation and config. */
export interface Part {
  readonly type: string
  readonly operation: string
  readonly config: Config
}

/** A node that does harm: what it takes, how it may end, and whether it eats memory until its runner has no more. */
export interface Harm extends Part {
  readonly takes: 'table' | 'nothing'
  readonly codes: readonly string[]
  readonly eats: boolean
}

/** The name of a script that never ends; it is to be in the store. */
export const ENDLESS_SCRIPT = { name: 'endless', code: 'for (;;) {}' }
/** An SQLite database is to be beside the chain. */
export const SQLITE = 'any.sqlite'
/** Ends at the node's timeout. */
export const TIMEOUT: readonly string[] = ['timeout']

export const part = (type: string, operation: string, config: Config): Part => ({ type, operation, config })
export const calculate = (expression: string): Part => part('CALCULATE', 'expression', { expression })
export const ask = (sql: string): Part => part('TRANSFORM', 'sql', { sql })

const endless = (made: Part): Harm => ({ ...made, takes: 'nothing', codes: TIMEOUT, eats: false })
const hungry = (expression: string): Harm => ({
  ...calculate(expression),
  takes: 'nothing',
  codes: ['out_of_memory', 'crashed'],
  eats: true,
})
/** `SOURCE` in its text stands for the table that it takes. */
const onTable = (sql: string, codes: readonly string[]): Harm => ({
  ...ask(sql),
  takes: 'table',
  codes,
  eats: false,
})

/** What goes on for ever, heeding an end or not, or takes its runner with it. */
export const HARM: readonly Harm[] = [
  endless(calculate('(() => { for (;;); })()')),
  endless(calculate("/^(a+)+$/.test('a'.repeat(50) + '!')")),
  endless(calculate('Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)')),
  endless(part('TRANSFORM', 'script', { script: ENDLESS_SCRIPT.name })),
  endless(
    part('DATA_INPUT', 'database', {
      path: SQLITE,
      by: 'sql',
      sql: 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
    }),
  ),
  onTable('SELECT count(*) AS n FROM range(100000000) a, range(100000000) b, SOURCE', TIMEOUT),
  onTable("SELECT levenshtein(repeat('ab', 400000), repeat('ba', 400000)) AS n FROM SOURCE", TIMEOUT),
  onTable('SELECT no_such_column FROM SOURCE', ['column_missing']),
  hungry('(() => { const x = []; for (;;) x.push(new Array(100000).fill(1.5)) })()'),
  hungry('Array.prototype.sort.call({ length: 2 ** 53 - 1 })'),
]
