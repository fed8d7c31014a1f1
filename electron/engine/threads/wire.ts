import { z } from 'zod'
import { isJsonList, type Json } from '#shared/base/json.ts'
import { json } from '#shared/operation/value.ts'
import { NodeEvent, type NodeFinished, Why } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'

/**
 * Events as text between a runner and the main process: JSON with a comma after each. By far the most are ends of
 * nodes that ran once and gave a JSON value; such a one is a list of what differs between two of them, which takes a
 * fifth of the time to write, to read and to check: plan index, start, end, duration and value, then, where the run
 * keeps them, fingerprint and why (or null). Its times are ticks, counted from the last whole number of Unix
 * milliseconds that stands among the events by itself.
 */

/**
 * A double of Unix milliseconds has steps of 2⁻¹² ms until the year 2039: in ticks of that length times are whole
 * numbers, which are short, and nothing of them is lost. Times that are not whole so are told in full.
 */
const TICKS = 4096

/** Writes the events of one plan's nodes, in order. */
export class EventWriter {
  private readonly places: ReadonlyMap<string, number>
  private origin = 0
  private placed = false

  /** `places`: plan indices by node id. */
  constructor(places: ReadonlyMap<string, number>) {
    this.places = places
  }

  /** What is written from here on is read without what was written before. */
  begin(): void {
    this.placed = false
  }

  write(event: NodeEvent): string {
    return this.plainEnd(event) ?? `${JSON.stringify(event)},`
  }

  private plainEnd(event: NodeEvent): string | undefined {
    if (event.type !== 'node-finished') return undefined
    const { result } = event
    const { value, startedAt, fingerprint, why } = result
    const index = this.places.get(event.nodeId)
    if (
      index === undefined ||
      result.status !== 'completed' ||
      value?.kind !== 'json' ||
      startedAt === undefined ||
      result.attempts !== 1 ||
      result.cached !== false ||
      result.warnings.length > 0 ||
      result.outputs !== undefined ||
      result.decision !== undefined
    )
      return undefined
    const head = this.placed ? '' : this.place(event.at)
    const start = ticks(startedAt, this.origin)
    const end = ticks(event.at, this.origin)
    const duration = ticks(result.durationMs, 0)
    if (start === undefined || end === undefined || duration === undefined) return undefined
    this.placed = true
    const marks =
      fingerprint === undefined && why === undefined
        ? ''
        : `,${JSON.stringify(fingerprint ?? null)},${JSON.stringify(why ?? null)}`
    return `${head}[${index},${start},${end},${duration},${JSON.stringify(value.json)}${marks}],`
  }

  private place(at: number): string {
    this.origin = Math.floor(at)
    return `${this.origin},`
  }
}

function ticks(at: number, origin: number): number | undefined {
  const count = Math.round((at - origin) * TICKS)
  return timeOf(count, origin) === at ? count : undefined
}

const timeOf = (count: number, origin: number): number => origin + count / TICKS

/** Events from texts of an {@link EventWriter}. What is no event is a bug, or a runner gone astray: it throws. */
export function readEvents(texts: string, nodes: readonly PlanNode[]): NodeEvent[] {
  const events: NodeEvent[] = []
  const told: Json[] = JSON.parse(`[${texts.slice(0, -1)}]`)
  let origin: number | undefined
  for (const event of told) {
    if (typeof event === 'number') origin = event
    else events.push(isJsonList(event) ? readPlainEnd(event, nodes, origin) : NodeEvent.parse(event))
  }
  return events
}

const Marks = z.tuple([z.string().nullable(), Why.nullable()])

/** Checked by hand: a schema's copy of each costs as much as all the rest. */
function readPlainEnd(
  list: readonly Json[],
  nodes: readonly PlanNode[],
  origin: number | undefined,
): NodeFinished {
  const [index, start, end, duration, value] = list
  const node = typeof index === 'number' ? nodes[index] : undefined
  if (
    !node ||
    origin === undefined ||
    typeof start !== 'number' ||
    typeof end !== 'number' ||
    typeof duration !== 'number' ||
    value === undefined
  )
    throw new Error('An end of a node that is none.')
  const finished: NodeFinished = {
    type: 'node-finished',
    nodeId: node.id,
    at: timeOf(end, origin),
    result: {
      status: 'completed',
      value: json(value),
      warnings: [],
      attempts: 1,
      cached: false,
      startedAt: timeOf(start, origin),
      durationMs: timeOf(duration, 0),
    },
  }
  if (list.length > 5) {
    const [fingerprint, why] = Marks.parse(list.slice(5))
    if (fingerprint !== null) finished.result.fingerprint = fingerprint
    if (why !== null) finished.result.why = why
  }
  return finished
}
