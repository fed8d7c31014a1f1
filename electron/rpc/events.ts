import { EventPublisher } from '@orpc/server'
import type { AppEvent } from '#shared/contract/application.ts'

/** These ask for something: they wait for a window where there is none yet. The others only say what a new one will see. */
const WAITING: ReadonlySet<AppEvent['type']> = new Set(['open-chain', 'open-run', 'open-failed', 'problem'])

/** What happens in the app unasked, for every window that listens. */
export class AppEvents {
  private readonly publisher = new EventPublisher<{ app: AppEvent }>()
  private waiting: AppEvent[] = []
  private readonly onListener: () => void

  /** @param onListener called when somebody has begun to listen. */
  constructor(onListener: () => void = () => {}) {
    this.onListener = onListener
  }

  /** Whether anybody listens now. */
  get listened(): boolean {
    return this.publisher.size > 0
  }

  publish(event: AppEvent): void {
    if (this.listened) this.publisher.publish('app', event)
    else if (WAITING.has(event.type)) this.waiting.push(event)
  }

  /** Events from now on, after those that have waited. Ends when the signal is aborted. */
  async *subscribe(signal: AbortSignal | undefined): AsyncGenerator<AppEvent, void, void> {
    const events = this.publisher.subscribe('app', signal ? { signal } : {})
    this.onListener()
    yield* this.waiting.splice(0)
    yield* events
  }
}
