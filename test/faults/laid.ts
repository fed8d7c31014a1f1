import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { z } from 'zod'
import { openStore } from '#electron/store/store.ts'
import { NodeFinished, type NodeResult } from '#shared/run/events.ts'
import { type Running, startErgo, startModule } from '../support/ergo.ts'
import { ENDLESS_SCRIPT, SQLITE } from './harm.ts'
import { randomBy } from './random.ts'
import { drawRealRound, type Effect, type RealRound, ROWS } from './real-round.ts'
import type { Service } from './service.ts'

export const RUNNERS = 2
/** What an app's runners may hold. */
export const HEAP_MB = 96

/** A round's chains, in files of a folder, with all that they read. */
export interface Laid {
  readonly folder: string
  readonly dataDir: string
  readonly log: string
  readonly chains: readonly { readonly path: string; readonly name: string; readonly round: RealRound }[]
}

/** Every third round is of the command; the others are of an app that runs two chains at once, every other time the same. */
export const isCommand = (seed: number): boolean => seed % 3 === 0

/** Draws a round and lays it down in an empty folder. */
export function lay(seed: number, folder: string, url: string): Laid {
  const dataDir = join(folder, 'data')
  const store = openStore({ dataDir })
  store.scripts.save({ ...ENDLESS_SCRIPT, description: '', tags: [], parameters: [] })
  store.close()
  writeFileSync(join(folder, ROWS.path), ROWS.content)
  new Database(join(folder, SQLITE)).exec('CREATE TABLE t (x)').close()
  // A command's runners have much memory: what eats it all would take long.
  const draw = { size: [14, 34], overwrite: true, eats: !isCommand(seed) } as const
  const seeds = isCommand(seed) ? [seed] : seed % 2 === 0 ? [seed, seed] : [seed, 10_000 + seed]
  const chains = seeds.map((one, i) => {
    const id = `k${seed}${'ab'[i]}`
    const written = join(folder, id)
    mkdirSync(written)
    const round = drawRealRound(one, { name: id, folder: written, url }, draw)
    const path = join(folder, `${id}.ergo.json`)
    writeFileSync(path, JSON.stringify(round.document))
    return { path, name: `Round ${id}`, round }
  })
  return { folder, dataDir, log: join(folder, 'log'), chains }
}

/** Starts a round's runs; an app is killed as soon as it has told of so many effects, 0 for never. */
function start(seed: number, { dataDir, log, chains }: Laid, effects: number): Running {
  const paths = chains.map(({ path }) => path)
  if (isCommand(seed)) return startErgo(['run', ...paths, '--json', '--parallel', `${RUNNERS}`], { dataDir })
  return startModule('test/faults/several.ts', [dataDir, `${HEAP_MB}`, log, `${effects}`, ...paths])
}

/** Names of the effects that will be had. */
const effectsToCome = ({ chains }: Laid, ...on: Effect['on'][]): Set<string> =>
  new Set(
    chains.flatMap(({ round: { effects, expected } }) =>
      effects
        .filter((effect) => on.includes(effect.on) && expected.get(effect.nodeId)?.status === 'completed')
        .map(({ name }) => name),
    ),
  )

/**
 * Starts a round's runs and kills their process: mostly when something is sent or a moment after, or when an effect has
 * been told; else at any moment from the first on, which may be when it has ended. Gives whether it was killed.
 */
export async function killSometime(seed: number, laid: Laid, service: Service): Promise<boolean> {
  const random = randomBy(seed)
  const one = (count: number): number => Math.min(count, 1 + Math.floor(random() * count))
  const way = random()
  const told = isCommand(seed) || way < 0.7 ? 0 : one(effectsToCome(laid, 'file', 'service', 'ledger').size)
  const names = effectsToCome(laid, 'service')
  let left = one(names.size)
  const sent = new Promise<void>((resolve) => {
    service.onSent = (name) => {
      if (names.has(name) && --left === 0) resolve()
    }
  })
  const laterMs = random() < 0.5 ? random() * 25 : random() ** 2 * 400

  const running = start(seed, laid, told)
  if (told > 0) await running.ended
  else if (names.size > 0 && way > 0.1) await Promise.race([sent, running.ended])
  else await wait(random() * 3000)
  await wait(laterMs)
  running.kill('SIGKILL')
  const { code, stderr } = await running.ended
  service.onSent = () => {}
  // A command ends with 1 where its chain failed.
  expect([null, 0, 1], stderr).toContain(code)
  return code === null
}

const Line = z.object({ chain: z.string(), event: NodeFinished })

/**
 * Ends of nodes that the app has told of a chain up to its last effect: all are on the disk before an effect is told,
 * and what comes after it some milliseconds later.
 */
export function toldSurely({ log }: Laid, { name, round }: Laid['chains'][number]): Map<string, NodeResult> {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : ''
  // The last line may be half of one.
  const lines = text.split('\n').slice(0, -1)
  const events = lines.flatMap((line) => {
    const { chain, event } = Line.parse(JSON.parse(line))
    return chain === name ? [event] : []
  })
  const effects = new Set(round.effects.map(({ nodeId }) => nodeId))
  const last = events.findLastIndex(({ nodeId }) => effects.has(nodeId))
  return new Map(events.slice(0, last + 1).map(({ nodeId, result }) => [nodeId, result]))
}

/** Blobs that nothing names, as a run leaves them that is killed between writing one and telling of it. */
export function strew(dataDir: string): void {
  for (const [folder, name] of [
    ['tmp', 'half-written.parquet'],
    ['ab', `${'0'.repeat(62)}.zst`],
  ] as const) {
    const path = join(dataDir, 'blobs', folder)
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, name), 'stray')
  }
}
