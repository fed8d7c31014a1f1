interface Making<Made> {
  readonly made: Promise<Made>
  readonly stop: AbortController
  /** Readers that wait for it or use it. */
  wanted: number
  done: boolean
}

/** Things that are made once for all who ask for them, and kept until newer ones take their place. */
export class Shared<Made> {
  private readonly kept: number
  private readonly end: (made: Made) => Promise<unknown>
  private readonly makings = new Map<string, Making<Made>>()

  /**
   * @param kept how many are at hand at a time, besides those in use.
   * @param end frees one.
   */
  constructor(kept: number, end: (made: Made) => Promise<unknown>) {
    this.kept = kept
    this.end = end
  }

  has(key: string): boolean {
    return this.makings.has(key)
  }

  /** Works with what `make` gives; `key` tells it from others. Its making ends early once no reader is left who wants it. */
  async use<T>(
    key: string,
    make: (signal: AbortSignal) => Promise<Made>,
    work: (made: Made) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted()
    const making = this.makings.get(key) ?? this.begin(key, make)
    this.makings.delete(key)
    this.makings.set(key, making)
    making.wanted += 1
    let left = false
    const leave = (): void => {
      if (left) return
      left = true
      making.wanted -= 1
      if (making.wanted > 0 || making.done) return
      this.forget(key, making)
      making.stop.abort(signal?.reason)
    }
    signal?.addEventListener('abort', leave, { once: true })
    try {
      const made = await making.made
      signal?.throwIfAborted()
      // From here on it is in use: the work heeds the signal itself.
      signal?.removeEventListener('abort', leave)
      return await work(made)
    } finally {
      signal?.removeEventListener('abort', leave)
      leave()
      this.sweep()
    }
  }

  private begin(key: string, make: (signal: AbortSignal) => Promise<Made>): Making<Made> {
    const stop = new AbortController()
    const making: Making<Made> = { made: make(stop.signal), stop, wanted: 0, done: false }
    making.made.then(
      (made) => {
        making.done = true
        if (this.makings.get(key) !== making) this.free(made)
      },
      () => this.forget(key, making),
    )
    return making
  }

  private forget(key: string, making: Making<Made>): void {
    if (this.makings.get(key) === making) this.makings.delete(key)
  }

  private sweep(): void {
    for (const [key, making] of this.makings) {
      if (this.makings.size <= this.kept) return
      if (making.wanted > 0 || !making.done) continue
      this.makings.delete(key)
      making.made.then((made) => this.free(made))
    }
  }

  /** What can't be freed went with what it was in. */
  private free(made: Made): void {
    this.end(made).catch(() => undefined)
  }
}
