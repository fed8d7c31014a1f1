import type { CDPSession } from '@playwright/test'

/** Where the time of a gesture goes, in milliseconds for each second of it. */
export type Shares = Readonly<Record<'script' | 'style and layout' | 'paint' | 'raster', number>>

const PARTS: Readonly<Record<string, keyof Shares>> = {
  FunctionCall: 'script',
  EventDispatch: 'script',
  FireAnimationFrame: 'script',
  TimerFire: 'script',
  RunMicrotasks: 'script',
  UpdateLayoutTree: 'style and layout',
  Layout: 'style and layout',
  HitTest: 'style and layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
  RasterTask: 'raster',
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** Time of the thread itself, which others on the machine do not lengthen. */
  readonly tdur?: number
  readonly tid: number
}

/** Does something while Chromium writes down what it does. */
export async function shares(session: CDPSession, act: () => Promise<void>): Promise<Shares> {
  const events: TraceEvent[] = []
  const take = ({ value }: { value: object[] }): void => {
    for (const event of value) if (isEvent(event)) events.push(event)
  }
  session.on('Tracing.dataCollected', take)
  await session.send('Tracing.start', {
    categories: 'devtools.timeline,disabled-by-default-devtools.timeline,cc',
    transferMode: 'ReportEvents',
  })
  const start = performance.now()
  await act()
  const seconds = (performance.now() - start) / 1000
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', take)
  const total: Record<keyof Shares, number> = { script: 0, 'style and layout': 0, paint: 0, raster: 0 }
  for (const { name, dur = 0, tdur = dur } of outermost(events)) {
    const part = PARTS[name]
    if (part) total[part] += tdur / 1000 / seconds
  }
  return total
}

/** Of events of the same part within each other on a thread only the outer ones, which hold the others' time. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const ends = new Map<string, number>()
  return events
    .filter(({ name, ph }) => ph === 'X' && PARTS[name] !== undefined)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ name, tid, ts, dur = 0 }) => {
      const key = `${tid} ${PARTS[name]}`
      if (ts < (ends.get(key) ?? 0)) return false
      ends.set(key, ts + dur)
      return true
    })
}

export const inWords = (all: Shares): string =>
  Object.entries(all)
    .map(([part, ms]) => `${part} ${Math.round(ms / 10)} %`)
    .join(', ')

function isEvent(event: object): event is TraceEvent {
  return 'name' in event && 'ph' in event && 'ts' in event && 'tid' in event
}
