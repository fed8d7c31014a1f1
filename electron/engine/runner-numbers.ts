import type { NodeEvent } from '#shared/run/events.ts'

/** The numbers of one run's runners: a segment under way has the lowest that was free when it began. */
export class RunnerNumbers {
  private readonly taken = new Set<number>()

  take(): number {
    let number = 0
    while (this.taken.has(number)) number += 1
    this.taken.add(number)
    return number
  }

  giveBack(number: number): void {
    this.taken.delete(number)
  }
}

/**
 * The event with the number of the runner that its node ran on, and without that of a run which a result was taken from.
 * The number is set in place where it can be: a copy of each result would be a good part of what a light node costs.
 */
export function onRunner(event: NodeEvent, runner: number | undefined): NodeEvent {
  if (event.type === 'node-started') {
    if (runner !== undefined) event.runner = runner
    return event
  }
  if (event.type !== 'node-finished') return event
  const { result } = event
  if (runner !== undefined && result.attempts > 0 && result.cached === false) {
    result.runner = runner
    return event
  }
  if (result.runner === undefined) return event
  // In place it would be taken from the run that has it.
  const { runner: _other, ...own } = result
  return { ...event, result: own }
}
