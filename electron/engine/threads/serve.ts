import { parentPort, workerData } from 'node:worker_threads'
import { toAppError } from '#shared/base/errors.ts'
import type { Plan, PlanNode } from '#shared/run/plan.ts'
import { ResultCache } from '../cache.ts'
import { setClock } from '../clock.ts'
import type { RunContext } from '../executor.ts'
import type { Implementations } from '../operation.ts'
import { placesOf } from '../places.ts'
import type { RunServices } from '../run-services.ts'
import { runSegment } from '../segment.ts'
import { endFailure } from '../wait.ts'
import { Heartbeat } from './heartbeat.ts'
import { Journal } from './journal.ts'
import type { FromRunner, RunnerData, ToRunner } from './protocol.ts'
import { Reporter } from './reporter.ts'

/** What an entry makes of its set-up data: the operations, and what each run needs of the world. */
export interface RunnerParts {
  readonly implementations: Implementations
  readonly servicesFor: (run: RunContext) => RunServices
  /** Whether something goes on that only the end of the process can stop. */
  readonly spoilt?: () => boolean
}

/** Where a runner's messages come from and go to: its thread's port. */
export interface RunnerPort {
  postMessage(message: FromRunner): void
  on(event: 'message', listener: (message: ToRunner) => void): unknown
}

/** The body of a runner thread: waits for segments, runs each in the loop that the inline executor runs too. */
export async function serveRunner(
  setUp: (data: unknown) => RunnerParts | Promise<RunnerParts>,
  port: RunnerPort | null = parentPort,
  data: RunnerData = workerData,
): Promise<void> {
  if (!port) throw new Error('A runner runs in a worker thread.')
  const heartbeat = new Heartbeat(data.heartbeat)
  const tell = (message: FromRunner): void => port.postMessage(message)
  let current = 0
  const reporter = new Reporter(new Journal(data.journal), (batch, events) =>
    tell({ type: 'events', segment: current, batch, events }),
  )
  const parts = await setUp(data.setUp)
  const plans = new Map<number, readonly PlanNode[]>()
  const runs = new Map<string, RunServices>()
  const controllers = new Map<number, { readonly end: AbortController; readonly wanted: AbortController }>()

  let asked = 0
  const answers = new Map<number, () => void>()
  let heard = true
  const settled = async (): Promise<void> => {
    if (heard) return
    reporter.flush()
    asked += 1
    const answer = Promise.withResolvers<void>()
    answers.set(asked, answer.resolve)
    tell({ type: 'settle', ask: asked })
    await answer.promise
    heard = true
  }

  const execute = async (message: Extract<ToRunner, { type: 'execute' }>): Promise<void> => {
    const { segment, executionId, params, folders, fingerprints, reuse } = message
    setClock(message.clock)
    const plan: Plan = { nodes: plans.get(message.planId) ?? [], parameters: {} }
    const run: RunContext = { executionId, plan, params, folders, fingerprints, ...(reuse ? { reuse } : {}) }
    const cache = new ResultCache()
    for (const [key, cached] of message.cache) cache.set(key, cached)
    const controller = { end: new AbortController(), wanted: new AbortController() }
    controllers.set(segment, controller)
    current = segment
    reporter.begin(placesOf(plan.nodes))
    try {
      const services = runs.get(executionId) ?? parts.servicesFor(run)
      runs.set(executionId, services)
      await runSegment(
        { run, nodes: message.nodes, known: new Map(message.known), attempts: new Map(message.attempts) },
        {
          implementations: parts.implementations,
          ...services,
          cache,
          pulse: {
            beat: (planIndex, since) => heartbeat.beat(segment, planIndex, since),
            rest: () => heartbeat.rest(),
          },
          settled,
          wanted: controller.wanted.signal,
          spoilt: parts.spoilt,
        },
        (event) => {
          heard = false
          reporter.report(event)
        },
        controller.end.signal,
      )
      reporter.flush()
      heard = true
      tell({ type: 'done', segment, ...(parts.spoilt?.() ? { spoilt: true } : {}) })
    } catch (thrown) {
      reporter.flush()
      tell({ type: 'done', segment, error: toAppError(thrown) })
    } finally {
      heartbeat.rest()
      controllers.delete(segment)
    }
  }

  const release = async (executionId: string): Promise<void> => {
    const services = runs.get(executionId)
    runs.delete(executionId)
    try {
      await services?.close()
    } catch (thrown) {
      tell({ type: 'fault', error: toAppError(thrown) })
    }
  }

  port.on('message', (message: ToRunner) => {
    if (message.type === 'plan') plans.set(message.planId, message.nodes)
    else if (message.type === 'forget-plan') plans.delete(message.planId)
    else if (message.type === 'execute') void execute(message)
    else if (message.type === 'settled') {
      answers.get(message.ask)?.()
      answers.delete(message.ask)
    } else if (message.type === 'end') controllers.get(message.segment)?.end.abort(endFailure(message.reason))
    else if (message.type === 'wanted') controllers.get(message.segment)?.wanted.abort()
    else void release(message.executionId)
  })
  tell({ type: 'ready' })
}
