import { EventPublisher } from '@orpc/server'
import type { AppEvent } from '#shared/contract/application.ts'

/** These ask for something: they wait for a window where there is none yet. The others only say what a new one will see. */
const WAITING: ReadonlySet<AppEvent['type']> = new Set(['open-chain', 'open-run', 'open-failed', 'problem'])

/** What happens in the app unasked, for every window that listens. */
export class AppEvents {
  private readonly publisher = new EventPublisher<{ app: AppEvent }>()
  private waiting: AppEvent[] = []

  publish(event: AppEvent): void {
    if (this.publisher.size > 0) this.publisher.publish('app', event)
    else if (WAITING.has(event.type)) this.waiting.push(event)
  }

  /** Events from now on, after those that have waited. Ends when the signal is aborted. */
  async *subscribe(signal: AbortSignal | undefined): AsyncGenerator<AppEvent, void, void> {
    const events = this.publisher.subscribe('app', signal ? { signal } : {})
    yield* this.waiting.splice(0)
    yield* events
  }
}
