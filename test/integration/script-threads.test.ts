import { afterAll, describe, expect, it } from 'vitest'
import { nodeHost } from '#electron/app/runners.ts'
import { ScriptHost } from '#electron/app/scripts/host.ts'
import { ScriptThreads } from '#electron/app/scripts/threads.ts'
import type { ScriptCall } from '#electron/engine/operation.ts'
import { type MakeBody, ThreadBody } from '#electron/engine/threads/body.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import { endFailure } from '#electron/engine/wait.ts'
import { toAppError } from '#shared/base/errors.ts'

function call(
  code: string,
  more: Partial<ScriptCall['source']> & Partial<Pick<ScriptCall, 'signal' | 'log'>> = {},
): ScriptCall {
  const { signal = new AbortController().signal, log = () => {}, ...source } = more
  return {
    source: {
      name: 'test',
      version: 1,
      code,
      parameters: [{ name: 'xs', type: 'any' }],
      timeoutMs: 60_000,
      memoryMb: 64,
      ...source,
    },
    values: [[1, 2, 3]],
    signal,
    log,
  }
}

const ended = (run: Promise<unknown>): Promise<unknown> => run.catch(toAppError)
const GREEDY = [
  ['many small things', 'const all = []\nwhile (true) all.push({ text: "n" + all.length })'],
  ['one list that grows', 'const all = []\nwhile (true) all.push(1)'],
] as const
const AT_ONCE = 'return new Array(1e8).fill(0).map((_, i) => i + 0.5)'

const inThreads: MakeBody = (options, listener) => new ThreadBody(options, listener)
const processes = inProcesses(nodeHost())

const HOSTS: readonly (readonly [string, () => ScriptHost])[] = [
  ['a thread', () => new ScriptHost(inThreads, 64)],
  ['a process', () => new ScriptHost(processes, 64)],
]

describe.each(HOSTS)('a script in %s', (_, open) => {
  let host = open()
  afterAll(() => host.kill({ code: 'cancelled', message: 'The test is over.' }))
  const run = (given: ScriptCall): Promise<unknown> => {
    if (!host.alive) host = open()
    return ended(host.run(given))
  }

  it('gives its result and its log, one script after the other', async () => {
    const said: string[] = []
    expect(
      await run(call('log("n", xs.length)\nreturn sum(xs)', { log: (message) => said.push(message) })),
    ).toBe(6)
    expect(said).toEqual(['n 3'])
    expect(await run(call('return mean(xs)'))).toBe(2)
  })

  it('fails with the line', async () => {
    expect(await run(call('const a = null\n\nreturn a.b'))).toMatchObject({
      code: 'expression_failed',
      data: { line: 3, column: 10 },
    })
  })

  it('ends at its time, whatever it does, and says what it had said', async () => {
    const said: string[] = []
    const loop = call('log("begun")\nwhile (true) {}', {
      timeoutMs: 200,
      log: (message) => said.push(message),
    })
    expect(await run(loop)).toMatchObject({ code: 'timeout', data: { timeoutMs: 200 } })
    expect(said).toEqual(['begun'])
    expect(await run(call('return 1'))).toBe(1)
  })

  it('ends when it is cancelled, also before it began', async () => {
    const controller = new AbortController()
    const log = (): void => controller.abort(endFailure('cancelled'))
    const loop = 'log("begun")\nwhile (true) {}'
    expect(await run(call(loop, { signal: controller.signal, log }))).toMatchObject({ code: 'cancelled' })
    expect(await run(call(loop, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' })
    expect(await run(call('return 1'))).toBe(1)
  })
})

describe('a script that takes too much memory', () => {
  it.each([...GREEDY, ['much at once', AT_ONCE] as const])('%s: fails alone', async (_, code) => {
    const host = new ScriptHost(processes, 64)
    expect(await ended(host.run(call(code)))).toMatchObject({ code: 'out_of_memory', data: { memoryMb: 64 } })
    host.kill({ code: 'cancelled', message: 'The test is over.' })
  })

  it('has what it needs with a higher limit', async () => {
    const host = new ScriptHost(processes, 1024)
    const large = 'return new Array(2e7).fill(0).map((_, i) => i + 0.5).length'
    expect(await ended(host.run(call(large, { memoryMb: 1024 })))).toBe(2e7)
    host.kill({ code: 'cancelled', message: 'The test is over.' })
  })
})

describe('script threads', () => {
  it('run side by side, each script by itself, and end when closed', async () => {
    const threads = new ScriptThreads(processes)
    expect(await Promise.all([1, 2].map((n) => threads.run(call(`return ${n}`))))).toEqual([1, 2])
    expect(await threads.run(call('return 3', { memoryMb: 128 }))).toBe(3)
    let close = (): void => {}
    const begun = new Promise<void>((resolve) => {
      close = resolve
    })
    const loop = ended(threads.run(call('log("begun")\nwhile (true) {}', { log: () => close() })))
    await begun
    threads.close()
    expect(await loop).toMatchObject({ code: 'cancelled' })
  })
})
