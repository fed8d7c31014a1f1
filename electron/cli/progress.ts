import type { Chain } from '#shared/chain/schema.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { duration } from './format.ts'
import type { Terminal } from './terminal.ts'

const REDRAW_MS = 100

export interface Progress {
  readonly hear: (event: RunEvent) => void
  end(): void
}

/** How far a run is, on one line of standard error; nothing where that is no terminal. */
export function showProgress(terminal: Terminal, chain: Chain): Progress {
  const { progress } = terminal
  if (!progress) return { hear: () => {}, end: () => {} }
  const running = new Set<string>()
  const names = new Map(chain.nodes.map((node) => [node.id, node.name ?? node.id]))
  const started = performance.now()
  let done = 0
  const draw = (): void => {
    const now = [...running].map((id) => names.get(id) ?? id).join(', ')
    progress(`${done}/${chain.nodes.length} ${duration(performance.now() - started)} ${now}`)
  }
  const timer = setInterval(draw, REDRAW_MS)
  return {
    hear(event) {
      if (event.type === 'node-started') running.add(event.nodeId)
      if (event.type !== 'node-finished') return
      running.delete(event.nodeId)
      done += 1
    },
    end() {
      clearInterval(timer)
      progress('')
    },
  }
}
