import { randomBy } from './random.ts'

/** A round of the fault suite on the app's own operations, drawn from its seed. */
export interface RealRound {
  readonly document: Readonly<Record<string, unknown>>
  readonly expected: ReadonlyMap<string, Expected>
  readonly maxWorkers: number
  /** Milliseconds after the start; null for a round that is left alone. */
  readonly cancelAfter: number | null
}

/** How a node ends where nobody cancels: with this number or this many rows, or with one of these errors. */
export interface Expected {
  readonly status: 'completed' | 'failed' | 'skipped'
  readonly value?: number
  readonly codes?: readonly string[]
}

/** The name of a script that never ends; it is to be in the store. */
export const ENDLESS_SCRIPT = { name: 'endless', code: 'for (;;) {}' }
/** A file with this many rows is to be beside the chain. */
export const ROWS = { path: 'rows.csv', content: 'name,mass\na,1\nb,2\nc,3\n', count: 3 }
/** An SQLite database is to be beside the chain. */
export const SQLITE = 'any.sqlite'

type Config = Readonly<Record<string, unknown>>
interface Part {
  readonly type: string
  readonly operation: string
  readonly config: Config
}
interface Harm extends Part {
  readonly takes: 'table' | 'nothing'
  readonly codes: readonly string[]
}

const part = (type: string, operation: string, config: Config): Part => ({ type, operation, config })
const calculate = (expression: string): Part => part('CALCULATE', 'expression', { expression })
const ask = (sql: string): Part => part('TRANSFORM', 'sql', { sql })
const TIMEOUT = ['timeout']
const LOST = ['out_of_memory', 'crashed']
const alone = (made: Part, codes: readonly string[]): Harm => ({ ...made, takes: 'nothing', codes })
const onTable = (sql: string): Harm => ({ ...ask(sql), takes: 'table', codes: TIMEOUT })

/** What goes on for ever, heeding an end or not, or takes its runner with it. */
const HARM: readonly Harm[] = [
  alone(calculate('(() => { for (;;); })()'), TIMEOUT),
  alone(calculate("/^(a+)+$/.test('a'.repeat(50) + '!')"), TIMEOUT),
  alone(calculate('Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)'), TIMEOUT),
  alone(part('TRANSFORM', 'script', { script: ENDLESS_SCRIPT.name }), TIMEOUT),
  alone(
    part('DATA_INPUT', 'database', {
      path: SQLITE,
      by: 'sql',
      sql: 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
    }),
    TIMEOUT,
  ),
  onTable('SELECT count(*) AS n FROM range(100000000) a, range(100000000) b, SOURCE'),
  onTable("SELECT levenshtein(repeat('ab', 400000), repeat('ba', 400000)) AS n FROM SOURCE"),
  alone(calculate('(() => { const x = []; for (;;) x.push(new Array(100000).fill(1.5)) })()'), LOST),
  alone(calculate('Array.prototype.sort.call({ length: 2 ** 53 - 1 })'), LOST),
  { ...ask('SELECT no_such_column FROM SOURCE'), takes: 'table', codes: ['column_missing'] },
]
/** Few of these per round: each costs a process or a timeout. */
const MAX_HARM = 3

interface Drawn {
  readonly id: string
  readonly kind: 'number' | 'table' | 'none'
  readonly expected: Expected
}

/** A random graph of numbers, tables and files that are written, among them up to three nodes that do harm. */
export function drawRealRound(seed: number, folder: string): RealRound {
  const random = randomBy(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const size = 4 + below(14)
  const harmful = new Set(Array.from({ length: below(MAX_HARM + 1) }, () => 1 + below(size)))
  const drawn: Drawn[] = []
  const nodes: unknown[] = []
  const edges: unknown[] = []

  const add = (made: Part, kind: Drawn['kind'], from: readonly Drawn[], end: Expected, policy = {}): void => {
    const id = `n${drawn.length}`
    const blocked = from.some((source) => source.expected.status !== 'completed')
    drawn.push({ id, kind, expected: blocked ? { status: 'skipped' } : end })
    nodes.push({ id, ...made, policy })
    for (const source of from) edges.push({ id: `e${edges.length}`, source: source.id, target: id })
  }
  const pick = (kind: Drawn['kind']): Drawn | undefined => {
    const all = drawn.filter((node) => node.kind === kind)
    return all[below(all.length)]
  }
  const completed = (value: number): Expected => ({ status: 'completed', value })
  const numberOf = (node: Drawn): number => node.expected.value ?? 0

  const addFile = (): void =>
    add(part('DATA_INPUT', 'file', { path: ROWS.path }), 'table', [], completed(ROWS.count))
  const addHarm = (): void => {
    const { takes, codes, ...made } = HARM[below(HARM.length)] ?? HARM[0] ?? fail()
    const source = takes === 'table' ? pick('table') : undefined
    const sql = made.config.sql
    const config =
      source && typeof sql === 'string'
        ? { ...made.config, sql: sql.replace('SOURCE', source.id) }
        : made.config
    const ends = codes === TIMEOUT
    const policy = { timeoutMs: ends ? 40 + below(120) : 60_000, retries: below(8) === 0 ? 1 : 0 }
    add({ ...made, config }, 'none', source ? [source] : [], { status: 'failed', codes }, policy)
  }
  const addTable = (source: Drawn): void =>
    random() < 0.5
      ? add(
          ask(`SELECT * FROM ${source.id} UNION ALL SELECT * FROM ${source.id}`),
          'table',
          [source],
          completed(2 * numberOf(source)),
        )
      : add(
          part('TRANSFORM', 'filterRows', { sql: 'mass > 0' }),
          'table',
          [source],
          completed(numberOf(source)),
        )
  const addNumber = (): void => {
    const from = [...new Set([pick('number'), pick('number')])].flatMap((node) => node ?? [])
    const text = ['1', ...from.map((node) => node.id)].join(' + ')
    const sum = from.reduce((total, node) => total + numberOf(node), 1)
    add(calculate(text), 'number', from, completed(sum))
  }
  const addOutput = (source: Drawn): void => {
    const path = `${folder}/n${drawn.length}.${source.kind === 'table' ? 'csv' : 'json'}`
    // Written a second time it would fail.
    add(part('OUTPUT', 'file', { path }), 'none', [source], { status: 'completed' })
  }

  addFile()
  while (drawn.length < size) {
    const [table, number] = [pick('table'), pick('number')]
    if (harmful.has(drawn.length)) addHarm()
    else if (random() < 0.3 && table) addTable(table)
    else if (random() < 0.3) addOutput((random() < 0.5 ? number : table) ?? table ?? fail())
    else addNumber()
  }
  return {
    document: { format: 'ergo.chain', version: 1, name: `Round ${seed}`, nodes, edges },
    expected: new Map(drawn.map(({ id, expected }) => [id, expected])),
    maxWorkers: 1 + below(2),
    cancelAfter: random() < 0.35 ? below(500) : null,
  }
}

const fail = (): never => {
  throw new Error('There is always a table.')
}
