type Keep<Draft> = (key: string, draft: Draft | null) => Promise<unknown>

export interface DraftKeeper<Draft> {
  /** Keeps it once the typing rests; null forgets it. Another key's is kept before. */
  put(key: string, draft: Draft | null): void
  /** Keeps at once what waits; resolves when all is kept. */
  flush(): Promise<void>
}

const MOST_TRIES = 10

/**
 * Keeps what is being typed, in the order in which it was typed: what was last is what stays. What can't be kept (the app
 * is away for a moment) is tried again for a while, and with the next change.
 */
export function draftKeeper<Draft>(keep: Keep<Draft>, pauseMs: number): DraftKeeper<Draft> {
  let waiting: { readonly key: string; readonly draft: Draft | null } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failed = 0
  let pending: Promise<unknown> = Promise.resolve()
  const send = (): void => {
    clearTimeout(timer)
    const now = waiting
    waiting = undefined
    if (now)
      pending = pending
        .then(() => keep(now.key, now.draft))
        .then(
          () => {
            failed = 0
          },
          () => tryAgain(now),
        )
  }
  const tryAgain = (unkept: typeof waiting): void => {
    failed += 1
    if (waiting || failed > MOST_TRIES) return
    waiting = unkept
    timer = setTimeout(send, pauseMs * failed)
  }
  return {
    put(key, draft) {
      if (waiting && waiting.key !== key) send()
      waiting = { key, draft }
      clearTimeout(timer)
      timer = setTimeout(send, pauseMs)
    },
    async flush() {
      send()
      await pending
    },
  }
}
