import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { forkHost } from '#electron/engine/threads/host-link.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { conformance } from '../engine/conformance.ts'
import { ends, type Harness, harness } from '../engine/harness.ts'
import { threadsConformance } from '../engine/threads-conformance.ts'

const host = forkHost(new URL('../../electron/worker/host.ts', import.meta.url))
const processes = (capacity = 3) =>
  new ThreadedExecutor({
    entry: new URL('../engine/worker.ts', import.meta.url),
    setUp: null,
    memoryMb: 64,
    capacity,
    cache: new ResultCache(),
    body: inProcesses(host),
  })

conformance('in processes', processes)
threadsConformance('in processes', processes)

describe('a process that ends by itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ergo-ends-'))
  let h: Harness
  beforeAll(() => {
    h = harness(processes(1))
  })
  afterAll(async () => {
    await h.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('takes only the node to blame with it, found among nodes whose ends had not been told', async () => {
    const state = await h.run([
      ...Array.from({ length: 20 }, (_, i) => ({ id: `n${i}`, op: 'value', config: { value: i } })),
      { id: 'bad', op: 'die', policy: { retries: 1 } },
      { id: 'after', op: 'add', from: ['bad'] },
      { id: 'fine', op: 'add', from: ['n19'] },
    ])
    const { bad, after, ...others } = ends(state)
    expect([bad, after]).toEqual(['failed crashed', 'skipped upstream_failed'])
    expect(new Set(Object.values(others))).toEqual(new Set(['completed']))
    expect(state.nodes.get('bad')?.result?.attempts).toBe(2)
  })

  it('does not have an effect that was had done again', async () => {
    const file = join(folder, 'trace')
    const effect = (id: string) => ({ id, op: 'trace', config: { file }, traits: { effect: true } })
    const state = await h.run([
      effect('a'),
      effect('b'),
      { id: 'bad', op: 'die', traits: { effect: true }, policy: { onError: 'stop' } },
      effect('c'),
    ])
    expect(ends(state)).toEqual({
      a: 'completed',
      b: 'completed',
      bad: 'failed crashed',
      c: 'skipped stopped',
    })
    expect(readFileSync(file, 'utf8')).toBe('a\nb\n')
  })

  it('or can not be started fails its nodes', async () => {
    const broken = harness(
      new ThreadedExecutor({
        entry: new URL('../engine/worker.ts', import.meta.url),
        setUp: null,
        memoryMb: 64,
        capacity: 1,
        cache: new ResultCache(),
        body: inProcesses(forkHost(new URL('../engine/nowhere.ts', import.meta.url))),
      }),
    )
    expect(ends(await broken.run([{ id: 'a', op: 'add' }]))).toEqual({ a: 'failed crashed' })
    await broken.close()
  })
})
