/** Unix milliseconds, monotonic within the process and finer than a millisecond. */
export const now = (): number => performance.timeOrigin + performance.now()
