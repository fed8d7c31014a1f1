import type { NodeEvent } from '#shared/run/events.ts'
import type { Journal } from './journal.ts'
import { EventWriter } from './wire.ts'

/**
 * Waking the main process costs as much as fifty light nodes; 16 ms is what a person could notice. At first it has nothing
 * to do but wait: it is given less at once, so that it writes down one batch while the next is made.
 */
export const FIRST_EVENTS = 64
export const MAX_EVENTS = 256
const MAX_CHARACTERS = 256 * 1024
const MAX_WAIT_MS = 16

/**
 * Collects a segment's events in a runner and sends them in batches: 64 of them, then 128, then 256 each, a quarter of a
 * million characters, or 16 ms, whichever comes first. Until they are sent they stand in the journal.
 */
export class Reporter {
  private readonly journal: Journal
  private readonly send: (batch: number, events: string) => void
  private writer = new EventWriter(new Map())
  private texts: string[] = []
  private characters = 0
  private batch = 0
  private timer: NodeJS.Timeout | undefined
  private oldest = 0
  private most = FIRST_EVENTS

  constructor(journal: Journal, send: (batch: number, events: string) => void) {
    this.journal = journal
    this.send = send
  }

  /** What follows is of the nodes with these places in their plan. */
  begin(places: ReadonlyMap<string, number>): void {
    this.flush()
    this.writer = new EventWriter(places)
    this.most = FIRST_EVENTS
  }

  /** The first start of a node is not told: main sees it in the heartbeat, or in the node's end. */
  report(event: NodeEvent): void {
    if (event.type === 'node-started' && event.attempt === 1) return
    const text = this.writer.write(event)
    const mirrored = this.journal.append(text)
    if (this.texts.length === 0) this.oldest = event.at
    this.texts.push(text)
    this.characters += text.length
    const many = this.texts.length >= this.most
    if (many) this.most = Math.min(MAX_EVENTS, this.most * 2)
    const full = many || this.characters >= MAX_CHARACTERS
    if (full || !mirrored || event.at - this.oldest > MAX_WAIT_MS) this.flush()
    else this.timer ??= setTimeout(() => this.flush(), MAX_WAIT_MS)
  }

  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.texts.length === 0) return
    this.batch += 1
    this.send(this.batch, this.texts.join(''))
    this.journal.sent(this.batch)
    this.writer.begin()
    this.texts = []
    this.characters = 0
  }
}
