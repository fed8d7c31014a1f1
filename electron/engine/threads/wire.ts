import { z } from 'zod'
import { type Json, ParsedJson } from '#shared/base/json.ts'
import { json } from '#shared/operation/value.ts'
import { NodeEvent, type NodeFinished, Why } from '#shared/run/events.ts'

/**
 * Events as text between a runner and the main process: JSON with a comma after each. By far the most are ends of
 * nodes that ran once and gave a JSON value; such a one is a list of what differs between two of them, which takes a
 * third of the time to write, to read and to check.
 */

/** Node id, time of the event, start, duration, value, fingerprint (or null), why (or null). */
type PlainEnd = readonly [string, number, number, number, Json, string | null, Why | null]

function plainEnd(event: NodeEvent): PlainEnd | undefined {
  if (event.type !== 'node-finished') return undefined
  const { result } = event
  const { value, startedAt, fingerprint = null, why = null } = result
  return result.status === 'completed' &&
    value?.kind === 'json' &&
    startedAt !== undefined &&
    result.attempts === 1 &&
    result.cached === false &&
    result.warnings.length === 0 &&
    result.outputs === undefined &&
    result.decision === undefined
    ? [event.nodeId, event.at, startedAt, result.durationMs, value.json, fingerprint, why]
    : undefined
}

export function writeEvent(event: NodeEvent): string {
  return `${JSON.stringify(plainEnd(event) ?? event)},`
}

/** Events from texts of {@link writeEvent}. What is no event is a bug, or a runner gone astray: it throws. */
export function readEvents(texts: string): NodeEvent[] {
  if (texts === '') return []
  const events: unknown = JSON.parse(`[${texts.slice(0, -1)}]`)
  return z.array(z.unknown()).parse(events).map(readEvent)
}

function readEvent(event: unknown): NodeEvent {
  return Array.isArray(event) ? readPlainEnd(event) : NodeEvent.parse(event)
}

/** Checked by hand: a schema's copy of each costs as much as all the rest. */
function readPlainEnd(list: readonly unknown[]): NodeFinished {
  const [nodeId, at, startedAt, durationMs, value, fingerprint, why] = list
  if (
    list.length !== 7 ||
    typeof nodeId !== 'string' ||
    typeof at !== 'number' ||
    typeof startedAt !== 'number' ||
    typeof durationMs !== 'number' ||
    !(fingerprint === null || typeof fingerprint === 'string')
  )
    throw new Error('An end of a node that is none.')
  const end: NodeFinished = {
    type: 'node-finished',
    nodeId,
    at,
    result: {
      status: 'completed',
      value: json(ParsedJson.parse(value)),
      warnings: [],
      attempts: 1,
      cached: false,
      startedAt,
      durationMs,
    },
  }
  if (fingerprint !== null) end.result.fingerprint = fingerprint
  if (why !== null) end.result.why = Why.parse(why)
  return end
}
