import type { AppError } from '#shared/base/errors.ts'
import type { RunState } from '#shared/run/state.ts'
import { Words } from '../search-text.ts'

/** Characters of a run's text that can be searched for, each of inputs, results, errors and statements. */
const SEARCHED = 16_000

/** A run in numbers, as its lists show it. A cancelled node counts in the total only. */
export function countsOf(state: RunState) {
  const counts = { completed: 0, failed: 0, skipped: 0, reused: 0 }
  for (const { result } of state.nodes.values()) {
    if (!result || result.status === 'cancelled') continue
    counts[result.status] += 1
    if (result.status === 'completed' && result.cached !== false) counts.reused += 1
  }
  return counts
}

/** The run's own error, else that of the first failed node in the order of the plan. */
export function failureOf(state: RunState): AppError | undefined {
  if (state.error) return state.error
  for (const { result } of state.nodes.values()) if (result?.status === 'failed') return result.error
  return undefined
}

/**
 * What a run can be found by, in the order of the columns of `execution_search` after the chain's name: {@link SEARCHED}
 * characters of each. Of results, those that stand on the nodes come first, then those of their other outputs.
 */
export function textsOf(
  state: RunState,
): [inputs: string, results: string, errors: string, statements: string] {
  const results = new Words(SEARCHED)
  const errors = new Words(SEARCHED)
  const statements = new Words(SEARCHED)
  if (state.error) errors.add(state.error.message)
  for (const node of state.nodes.values()) {
    for (const failure of node.failures) errors.add(failure.message)
    if (node.result?.error) errors.add(node.result.error.message)
    if (node.result?.value) results.addValue(node.result.value)
  }
  for (const { result } of state.nodes.values())
    for (const value of Object.values(result?.outputs ?? {})) results.addValue(value)
  for (const { record } of state.records) {
    if (record.kind === 'conclusion' || record.kind === 'annotation')
      statements
        .add(record.subject)
        .add(record.content ?? '')
        .addJson(record.data)
    else if (record.kind === 'source') statements.add(record.path)
    else if (record.kind === 'log') statements.add(record.message)
    else statements.add(record.name).addJson(record.arguments)
  }
  const inputs = new Words(SEARCHED).addJson(state.inputs)
  return [`${inputs}`, `${results}`, `${errors}`, `${statements}`]
}
