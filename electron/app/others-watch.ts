interface OthersParts {
  /** A number that changes whenever another process has written to the data folder. */
  readonly version: () => number
  /** Whether anybody wants to know. */
  readonly listened: () => boolean
  readonly onChange: () => void
  /** How often to look, ms. */
  readonly everyMs: number
}

/** While another process goes on writing, windows are told less and less often: what they then ask is not nothing. */
const MOST_PAUSE = 2

/** Tells that another process has written to the data folder, such as a run of the command line. */
export class OthersWatch {
  private readonly parts: OthersParts
  private seen: number
  private timer: NodeJS.Timeout | undefined
  private closed = false
  /** How many looks to leave out after the next change, and now. */
  private pause = 0
  private resting = 0

  constructor(parts: OthersParts) {
    this.parts = parts
    this.seen = parts.version()
  }

  /** Looks now and from now on, until nobody listens any more. */
  start(): void {
    if (this.closed) return
    this.timer ??= setInterval(() => this.look(), this.parts.everyMs).unref()
    this.look()
  }

  get watching(): boolean {
    return this.timer !== undefined
  }

  close(): void {
    this.closed = true
    this.stop()
  }

  private look(): void {
    if (!this.parts.listened()) {
      this.stop()
      return
    }
    if (this.resting > 0) {
      this.resting -= 1
      return
    }
    const version = this.versionNow()
    if (version === this.seen) {
      this.pause = 0
      return
    }
    this.seen = version
    this.resting = this.pause
    this.pause = Math.min(MOST_PAUSE, this.pause + 1)
    this.parts.onChange()
  }

  /** A database that can't be read now is told of by whoever needs what is in it. */
  private versionNow(): number {
    try {
      return this.parts.version()
    } catch {
      return this.seen
    }
  }

  private stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
  }
}
