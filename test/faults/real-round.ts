import { ask, calculate, HARM, type Part, part, TIMEOUT } from './harm.ts'
import { randomBy } from './random.ts'

/** A round of the fault suite on the app's own operations, drawn from its seed. */
export interface RealRound {
  readonly document: Readonly<Record<string, unknown>>
  readonly expected: ReadonlyMap<string, Expected>
  readonly effects: readonly Effect[]
  readonly maxWorkers: number
  /** Milliseconds after the start; null for a round that is left alone. */
  readonly cancelAfter: number | null
}

/** How a node ends where nobody cancels: with this number, this many rows or items, or with one of these errors. */
export interface Expected {
  readonly status: 'completed' | 'failed' | 'skipped'
  readonly value?: number
  readonly codes?: readonly string[]
}

/** What a node does to the world: it writes the file, asks the web service at the path, or states something of the subject. */
export interface Effect {
  readonly nodeId: string
  readonly on: 'file' | 'service' | 'ledger'
  readonly name: string
}

/** Where a round has its effects. */
export interface World {
  /** Names the round in the web service and in the ledger. */
  readonly name: string
  /** An empty folder. */
  readonly folder: string
  /** A web service as `openService` makes it. */
  readonly url: string
}

export interface Draw {
  /** Nodes at least, and at most. */
  readonly size: readonly [number, number]
  /** Whether files may be written over: else a second write fails. */
  readonly overwrite: boolean
  /** Whether nodes may eat memory until their runner has no more. */
  readonly eats: boolean
}

/** A file with this many rows is to be beside the chain. */
export const ROWS = { path: 'rows.csv', content: 'name,mass\na,1\nb,2\nc,3\n', count: 3 }
/** Few of these per round: each costs a process or a timeout. */
const MAX_HARM = 2
/** Items of a list that is too large for the database, and so is kept as a blob. */
const ITEMS = 12_000

interface Drawn {
  readonly id: string
  readonly kind: 'number' | 'table' | 'list' | 'none'
  readonly expected: Expected
}

/** A random graph of numbers, lists, tables and effects, among them up to two nodes that do harm. */
export function drawRealRound(seed: number, world: World, { size, overwrite, eats }: Draw): RealRound {
  const random = randomBy(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const [least, most] = size
  const length = least + below(most - least + 1)
  const harmful = new Set(Array.from({ length: below(MAX_HARM + 1) }, () => 1 + below(length)))
  const harms = HARM.filter((harm) => eats || !harm.eats)
  const drawn: Drawn[] = []
  const effects: Effect[] = []
  const nodes: unknown[] = []
  const edges: unknown[] = []

  const nextId = (): string => `n${drawn.length}`
  const add = (made: Part, kind: Drawn['kind'], from: readonly Drawn[], end: Expected, policy = {}): void => {
    const id = nextId()
    const blocked = from.some((source) => source.expected.status !== 'completed')
    drawn.push({ id, kind, expected: blocked ? { status: 'skipped' } : end })
    nodes.push({ id, ...made, policy })
    for (const source of from) edges.push({ id: `e${edges.length}`, source: source.id, target: id })
  }
  const pick = (...kinds: Drawn['kind'][]): Drawn | undefined => {
    const all = drawn.filter((node) => kinds.includes(node.kind))
    return all[below(all.length)]
  }
  const completed = (value: number): Expected => ({ status: 'completed', value })
  const numberOf = (node: Drawn): number => node.expected.value ?? 0

  const addHarm = (): void => {
    const { takes, codes, type, operation, config } = harms[below(harms.length)] ?? fail()
    const source = takes === 'table' ? pick('table') : undefined
    const { sql } = config
    const asked = source && typeof sql === 'string' ? { sql: sql.replace('SOURCE', source.id) } : {}
    const timeoutMs = codes === TIMEOUT ? 40 + below(120) : 60_000
    const retries = below(8) === 0 ? 1 : 0
    // What follows it is to be skipped, now and then.
    const kind = random() < 0.5 ? 'number' : 'none'
    add(
      part(type, operation, { ...config, ...asked }),
      kind,
      source ? [source] : [],
      { status: 'failed', codes },
      { timeoutMs, retries, retryDelayMs: below(30) },
    )
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
  /** Keys are of the seed: runs of the same round share what they have made. */
  const keyed = (): object => (random() < 0.25 ? { cacheKey: `seed ${seed} ${nextId()}` } : {})
  const addNumber = (): void => {
    const from = [...new Set([pick('number', 'list'), pick('number', 'list')])].flatMap((node) => node ?? [])
    const terms = from.map(({ id, kind }) => (kind === 'list' ? `${id}.length` : id))
    const sum = from.reduce((total, node) => total + numberOf(node), 1)
    add(calculate(['1', ...terms].join(' + ')), 'number', from, completed(sum), keyed())
  }
  const addList = (): void => {
    const source = pick('number')
    const first = source ? `${seed} + ${source.id}` : `${seed}`
    const list = calculate(`Array.from({ length: ${ITEMS} }, (_, i) => i + ${first})`)
    add(list, 'list', source ? [source] : [], completed(ITEMS), keyed())
  }
  /** The service refuses it once, whatever run asks. */
  const addRetried = (): void =>
    add(
      part('DATA_INPUT', 'http', { url: `${world.url}/second/${world.name}/${nextId()}` }),
      'number',
      [],
      completed(1),
      { retries: 1, retryDelayMs: below(60) },
    )
  const addEffect = (source: Drawn): void => {
    const nodeId = nextId()
    const [on, made] = effectOn(nodeId, source)
    const name = on === 'file' ? String(made.config.path) : `${world.name}/${nodeId}`
    effects.push({ nodeId, on, name })
    add(made, 'none', [source], { status: 'completed' })
  }
  const effectOn = (id: string, source: Drawn): [Effect['on'], Part] => {
    const chosen = random()
    if (chosen < 0.45) {
      const path = `${world.folder}/${id}.${source.kind === 'table' ? 'csv' : 'json'}`
      return ['file', part('OUTPUT', 'file', { path, overwrite })]
    }
    if (chosen < 0.8)
      return ['service', part('OUTPUT', 'send', { url: `${world.url}/send/${world.name}/${id}`, body: 1 })]
    const statement = { subject: `${world.name}/${id}`, content: 'So it is.' }
    return ['ledger', part('OUTPUT', 'store', statement)]
  }

  add(part('DATA_INPUT', 'file', { path: ROWS.path }), 'table', [], completed(ROWS.count))
  while (drawn.length < length) {
    const table = pick('table') ?? fail()
    if (harmful.has(drawn.length)) addHarm()
    else if (random() < 0.25) addTable(table)
    else if (random() < 0.35) addEffect((random() < 0.6 ? pick('number', 'list') : table) ?? table)
    else if (random() < 0.2) addList()
    else if (random() < 0.1) addRetried()
    else addNumber()
  }
  return {
    document: { format: 'ergo.chain', version: 1, name: `Round ${world.name}`, nodes, edges },
    expected: new Map(drawn.map(({ id, expected }) => [id, expected])),
    effects,
    maxWorkers: 1 + below(2),
    cancelAfter: random() < 0.35 ? below(500) : null,
  }
}

const fail = (): never => {
  throw new Error('There is always one.')
}
