/** Work under way, whose next end can be waited for again and again at no cost to what lasts. */
export class Pending {
  size = 0
  /** Ends since they were last waited for. */
  private ends = 0
  private failure: { readonly thrown: unknown } | undefined
  private wake: () => void = () => {}

  add(work: Promise<void>): void {
    this.size += 1
    work
      .catch((thrown: unknown) => {
        this.failure ??= { thrown }
      })
      .then(() => {
        this.size -= 1
        this.ends += 1
        this.wake()
      })
  }

  /** Whether some has ended since this was last asked, or does within so many ms. Throws what the first that failed threw. */
  async anyEnd(withinMs?: number): Promise<boolean> {
    if (this.ends === 0) {
      await new Promise<void>((resolve) => {
        const timer = withinMs === undefined ? undefined : setTimeout(resolve, withinMs)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    if (this.failure) throw this.failure.thrown
    const some = this.ends > 0
    this.ends = 0
    return some
  }
}
