import { create } from 'zustand'
import type { ChainId, ExecutionId } from '#shared/base/ids.ts'
import type { RunFilter, TextPart } from '#shared/contract/runs.ts'
import type { RunStatus, Trigger } from '#shared/run/events.ts'

/** What is looked for among past runs, as the person says it: it stays while one looks at a run and comes back. */
export interface Sought {
  readonly text: string
  readonly part: TextPart | null
  readonly chainId: ChainId | null
  readonly status: readonly RunStatus[]
  readonly trigger: Trigger | null
  /** A key of {@link SINCE}, or {@link BETWEEN}. */
  readonly since: string | null
  /** Days of {@link BETWEEN}, both included: `2026-03-29` in local time, empty where that side is open. */
  readonly from: string
  readonly to: string
  /** A key of {@link TOOK}. */
  readonly took: string | null
  readonly starred: boolean
}

const DAY = 86_400_000

/** Milliseconds back from now. */
export const SINCE: Readonly<Record<string, { readonly label: string; readonly ms: number }>> = {
  hour: { label: 'Last hour', ms: DAY / 24 },
  day: { label: 'Last 24 hours', ms: DAY },
  week: { label: 'Last 7 days', ms: 7 * DAY },
  month: { label: 'Last 30 days', ms: 30 * DAY },
  year: { label: 'Last 365 days', ms: 365 * DAY },
}

/** The step between times of runs. */
const TICK = 2 ** -12

/** Runs are looked for between two days. */
export const BETWEEN = 'between'

export const TOOK: Readonly<
  Record<string, { readonly label: string; readonly min?: number; readonly max?: number }>
> = {
  instant: { label: 'Less than 1 s', max: 999 },
  short: { label: '1 s to 10 s', min: 1000, max: 10_000 },
  long: { label: 'More than 10 s', min: 10_000 },
  veryLong: { label: 'More than 1 min', min: 60_000 },
}

const NOTHING: Sought = {
  text: '',
  part: null,
  chainId: null,
  status: [],
  trigger: null,
  since: null,
  from: '',
  to: '',
  took: null,
  starred: false,
}

/** A list of runs: that of all there are, as far as they are looked for, or that of one chain. */
export type RunList = ChainId | typeof ALL_RUNS
export const ALL_RUNS = 'all'

const NONE: ReadonlySet<ExecutionId> = new Set()

interface HistoryStore extends Sought {
  /** Runs that are marked for what is done next, and the list that they are marked in. */
  readonly chosen: ReadonlySet<ExecutionId>
  readonly chosenIn: RunList
  seek(change: Partial<Sought>): void
  seekAll(): void
  /** Marks runs of a list. What was marked in another one is let go of: nobody would see it there. */
  choose(list: RunList, ids: Iterable<ExecutionId>, chosen: boolean): void
  chooseNone(): void
}

export const useHistory = create<HistoryStore>()((set) => ({
  ...NOTHING,
  chosen: NONE,
  chosenIn: ALL_RUNS,
  seek: (change) => set({ ...change, chosen: NONE }),
  seekAll: () => set({ ...NOTHING, chosen: NONE }),
  choose: (list, ids, chosen) =>
    set((store) => {
      const next = new Set(chosenOf(store, list))
      for (const id of ids) {
        if (chosen) next.add(id)
        else next.delete(id)
      }
      return { chosen: next, chosenIn: list }
    }),
  chooseNone: () => set({ chosen: NONE }),
}))

/** The runs that are marked in a list. */
export const chosenOf = ({ chosen, chosenIn }: HistoryStore, list: RunList): ReadonlySet<ExecutionId> =>
  chosenIn === list ? chosen : NONE

/** Whether anything narrows the list. */
export const isSeeking = (sought: Sought): boolean =>
  sought.text.trim() !== '' ||
  sought.chainId !== null ||
  sought.status.length > 0 ||
  sought.trigger !== null ||
  sought.since !== null ||
  sought.took !== null ||
  sought.starred

/** The same, as the app is asked for it. `now` in Unix milliseconds. */
export function filterOf(sought: Sought, now: number): RunFilter {
  const { text, part, chainId, status, trigger, since, from, to, took, starred } = sought
  const words = text.trim()
  const back = since === null ? undefined : SINCE[since]
  const span = took === null ? undefined : TOOK[took]
  return {
    ...(words === '' ? {} : { text: words, ...(part ? { textIn: [part] } : {}) }),
    ...(chainId ? { chainId } : {}),
    ...(status.length > 0 ? { status: [...status] } : {}),
    ...(trigger ? { trigger: [trigger] } : {}),
    // To the minute, so that the same question has the same key.
    ...(back ? { since: Math.floor((now - back.ms) / 60_000) * 60_000 } : {}),
    ...(since === BETWEEN && from ? { since: beginOf(from) } : {}),
    ...(since === BETWEEN && to ? { until: beginOf(to, 1) - TICK } : {}),
    ...(span?.min === undefined ? {} : { minDurationMs: span.min }),
    ...(span?.max === undefined ? {} : { maxDurationMs: span.max }),
    ...(starred ? { starred } : {}),
  }
}

/** The first millisecond of a day in local time, or of one so many days later. Half-typed years are before any run. */
function beginOf(day: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  // Not moved on from the day's begin: where clocks change at midnight, that would be an hour off.
  const begin = new Date(year, month - 1, date + later).getTime()
  return year < 1970 || Number.isNaN(begin) ? 0 : begin
}
