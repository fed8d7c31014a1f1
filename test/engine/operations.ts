import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Implementations, OperationContext, Outcome, Run } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { Json } from '#shared/base/json.ts'
import { json } from '#shared/operation/value.ts'

/** Operations that exist only to exercise executors; runner threads load this file as their implementations. */

const numbers = (context: OperationContext): number[] =>
  context.inputs.map((input) =>
    input.value.kind === 'json' && typeof input.value.json === 'number' ? input.value.json : 0,
  )

const of =
  <S extends z.ZodType>(
    schema: S,
    run: (config: z.output<S>, context: OperationContext) => ReturnType<Run>,
  ): Run =>
  (config, context) =>
    run(schema.parse(config), context)

function traced(file: string, context: OperationContext): Outcome {
  const value = json(numbers(context).reduce((sum, n) => sum + n, 1) % 1e9)
  appendFileSync(file, `${context.nodeId}\n`)
  return { value }
}

const OPERATIONS: Record<string, Run> = {
  value: of(z.object({ value: Json }), ({ value }) => ({ value: json(value) })),
  /** One more than the sum of its inputs. */
  add: (_config, context) => ({ value: json(numbers(context).reduce((sum, n) => sum + n, 1)) }),
  addLater: async (_config, context) => {
    await sleep(1)
    return { value: json(numbers(context).reduce((sum, n) => sum + n, 1)) }
  },
  fail: () => fail('told_to', 'This node fails.'),
  bug: () => {
    throw new TypeError('a bug')
  },
  /** As `add`, leaving a line with the node's id in a file as its last act. */
  trace: of(z.object({ file: z.string() }), ({ file }, context) => traced(file, context)),
  traceLater: of(z.object({ file: z.string() }), async ({ file }, context) => {
    await sleep(2)
    return traced(file, context)
  }),
  /** Fails as often as told; counted in a file, so that it holds across threads. */
  failTimes: of(
    z.object({ times: z.number(), file: z.string(), later: z.boolean().optional() }),
    async ({ times, file, later }) => {
      if (later) await sleep(1)
      const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
      writeFileSync(file, String(before + 1))
      return before < times ? fail('not_yet', `Failed ${before + 1} times.`) : { value: json(before + 1) }
    },
  ),
  /** Counts its runs in a file. */
  count: of(z.object({ file: z.string() }), ({ file }) => {
    const count = (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0) + 1
    writeFileSync(file, String(count))
    return { value: json(count) }
  }),
  sleep: of(z.object({ ms: z.number() }), async ({ ms }, context) => {
    await sleep(ms, undefined, { signal: context.signal })
    return { value: json(ms) }
  }),
  /** Never ends and does not heed its signal. */
  hang: () => new Promise(() => {}),
  branch: of(z.object({ path: z.string() }), ({ path }, context) => ({
    value: context.inputs[0]?.value ?? json(null),
    decision: { result: path, path },
  })),
  twoPorts: () => ({ value: json('main'), outputs: { left: json('l'), right: json('r') } }),
  /** What comes in, by node id and port. */
  echo: (_config, context) => ({
    value: json(
      Object.fromEntries(
        context.inputs.map((input) => [
          `${input.nodeId}:${input.port}`,
          input.value.kind === 'json' ? input.value.json : null,
        ]),
      ),
    ),
  }),
  talk: (_config, context) => {
    context.warn('odd', 'Something is odd.', { count: 2 })
    context.log('info', `Hello from ${context.nodeName}`)
    return { value: json(context.params.greeting ?? null) }
  },
  /** Speaks after its timeout has ended it. */
  late: async (_config, context) => {
    await sleep(30)
    context.log('info', 'too late')
    return { value: json(1) }
  },
  spin: () => {
    for (;;);
  },
  exit: () => process.exit(7),
  /** As `exit`, the first time that it is tried. */
  exitOnce: of(z.object({ file: z.string() }), ({ file }) => {
    if (existsSync(file)) return { value: json(1) }
    writeFileSync(file, '')
    return process.exit(7)
  }),
  /** Ends its process at once. Only for runners that have one of their own. */
  die: () => {
    process.kill(process.pid, 'SIGKILL')
    for (;;);
  },
  /** Throws where no promise catches it. */
  stray: () => {
    setImmediate(() => {
      throw new Error('stray')
    })
    return new Promise(() => {})
  },
  bomb: () => {
    const hoard: number[][] = []
    for (;;) hoard.push(new Array(100_000).fill(Math.random()))
  },
}

export const implementations: Implementations = (id) => OPERATIONS[id]
