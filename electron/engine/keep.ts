import { toAppError } from '#shared/base/errors.ts'
import type { Value } from '#shared/operation/value.ts'
import type { NodeResult } from '#shared/run/events.ts'
import { isPortable } from './cache.ts'

/** Makes a value outlive its run: a table in the run's DuckDB becomes a blob. */
export type Keep = (value: Value) => Promise<Value>

/**
 * The result as the store and the window get it, with values that outlive the run. A value that can't be kept fails the
 * node: a result that can't be reviewed must not look like one that can.
 */
export function keepResult(result: NodeResult, keep: Keep): NodeResult | Promise<NodeResult> {
  if (result.status !== 'completed') return result
  if ((!result.value || isPortable(result.value)) && !result.outputs) return result
  return keepAll(result, keep)
}

async function keepAll(result: NodeResult, keep: Keep): Promise<NodeResult> {
  try {
    const kept = new Map<Value, Value>()
    const once = async (value: Value): Promise<Value> => {
      const done = kept.get(value) ?? (isPortable(value) ? value : await keep(value))
      kept.set(value, done)
      return done
    }
    const told = { ...result }
    if (result.value) told.value = await once(result.value)
    if (result.outputs) {
      const outputs: Record<string, Value> = {}
      for (const [port, value] of Object.entries(result.outputs)) outputs[port] = await once(value)
      told.outputs = outputs
    }
    return told
  } catch (thrown) {
    const { value: _value, outputs: _outputs, ...rest } = result
    return { ...rest, status: 'failed', error: toAppError(thrown) }
  }
}
