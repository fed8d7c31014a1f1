import type { Store } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { RunEvent } from '#shared/run/events.ts'

const NODES = Array.from({ length: 12 }, (_, i) => `node_${i}`)
const CHAINS = 100
const STEMS = [
  'quartz',
  'feldspar',
  'olivine',
  'mica',
  'zircon',
  'garnet',
  'rutile',
  'pyrite',
  'gypsum',
  'topaz',
]

/** Numbers of a linear congruential generator (Numerical Recipes' constants), so that every seeding is the same. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Records runs through the store's own recorder: a tenth failed, each with texts, numbers and a conclusion. */
export async function seedHistory(store: Store, runs: number): Promise<void> {
  const random = generator(42)
  /** A few words are frequent, most are rare. */
  const word = (): string => {
    const rank = Math.floor(random() ** 3 * 5000)
    const stem = STEMS[rank % STEMS.length] ?? ''
    return rank < STEMS.length ? stem : stem + rank.toString(36)
  }
  const chains = Array.from({ length: CHAINS }, (_, i) =>
    store.chains.create(
      Chain.parse({
        name: `Chain ${i} ${word()}`,
        nodes: NODES.map((id) => ({
          id,
          type: 'CALCULATE',
          operation: 'expression',
          config: { expression: '1' },
        })),
      }),
    ),
  )
  for (let i = 0; i < runs; i++) {
    const chain = chains[Math.floor(random() * CHAINS)]
    if (!chain) continue
    const recorder = store.runs.record({ chainId: chain.summary.id, chain: chain.chain, trigger: 'window' })
    for (const event of eventsOf(`run-${i}`, 1.7e12 + i * 1000, random, word)) recorder.listen(event)
    if (i % 500 === 0) await recorder.done
  }
}

function* eventsOf(id: string, at: number, random: () => number, word: () => string): Generator<RunEvent> {
  const inputs = { sample: word(), limit: random() }
  yield { type: 'run-started', executionId: ExecutionId.parse(id), at, order: NODES, inputs }
  const failed = random() < 0.1
  for (const [i, nodeId] of NODES.entries()) {
    const json = i % 3 > 0 ? Math.round(random() * 1e6) / 1e3 : { note: `${word()} ${word()} ${word()}` }
    const fails = failed && i === NODES.length - 1
    yield {
      type: 'node-finished',
      nodeId,
      at,
      result: {
        status: fails ? 'failed' : 'completed',
        ...(fails
          ? { error: { code: 'not_found', message: `No ${word()} in ${word()}.` } }
          : { value: { kind: 'json', json } }),
        warnings: [],
        attempts: 1,
        cached: false,
        startedAt: at,
        durationMs: random(),
      },
    }
  }
  const record = { kind: 'conclusion' as const, subject: word(), content: `${word()} ${word()}` }
  yield { type: 'node-recorded', nodeId: 'node_1', at, record }
  yield { type: 'run-finished', at: at + 500, status: failed ? 'failed' : 'completed' }
}
