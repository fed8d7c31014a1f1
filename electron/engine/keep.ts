import { toAppError } from '#shared/base/errors.ts'
import type { Value } from '#shared/operation/value.ts'
import type { NodeResult } from '#shared/run/events.ts'
import { isPortable } from './cache.ts'
import { isLarge } from './size.ts'

/** Makes a value outlive its run: a table in the run's DuckDB, and what is large, becomes a blob. */
export type Keep = (value: Value) => Promise<Value>

/**
 * The opposite of {@link Keep}, for values that come from another runner or run: a large value is read back, a table is
 * looked for. Errors: `blob_missing`, `blob_damaged`.
 */
export type Restore = (value: Value) => Promise<Value>

/**
 * The result as the store and the window get it, with values that outlive the run. A value that can't be kept fails the
 * node: a result that can't be reviewed must not look like one that can.
 */
export function keepResult(result: NodeResult, keep: Keep): NodeResult | Promise<NodeResult> {
  if (result.status !== 'completed') return result
  if (!(result.value && mustBeKept(result.value)) && !result.outputs) return result
  return keepAll(result, keep)
}

const mustBeKept = (value: Value): boolean => !isPortable(value) || isLarge(value)

async function keepAll(result: NodeResult, keep: Keep): Promise<NodeResult> {
  try {
    return await mapValues(result, async (value) => (mustBeKept(value) ? keep(value) : value))
  } catch (thrown) {
    const { value: _value, outputs: _outputs, ...rest } = result
    return { ...rest, status: 'failed', error: toAppError(thrown) }
  }
}

/** The result with each of its values put through `change`, once even where several ports share it. */
export async function mapValues(
  result: NodeResult,
  change: (value: Value) => Promise<Value>,
): Promise<NodeResult> {
  const changed = new Map<Value, Promise<Value>>()
  const once = (value: Value): Promise<Value> => {
    const done = changed.get(value) ?? change(value)
    changed.set(value, done)
    return done
  }
  const next = { ...result }
  if (result.value) next.value = await once(result.value)
  if (result.outputs) {
    const outputs: Record<string, Value> = {}
    for (const [port, value] of Object.entries(result.outputs)) outputs[port] = await once(value)
    next.outputs = outputs
  }
  return next
}
