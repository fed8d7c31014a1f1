/** How far the wall clock may be from this one before runs follow it (ms): a machine that slept, or was set right. */
const DRIFT_MS = 1000

/** What is added to this thread's clock. */
let shift = performance.timeOrigin

/** Unix milliseconds, finer than a millisecond. It only goes on while a run is under way, and not while the machine sleeps. */
export const now = (): number => shift + performance.now()

/** One clock for all threads and processes of a machine, whose zero is anywhere; milliseconds. */
function common(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}

/** What {@link now} is beyond the clock that all threads and processes have in common, for {@link setClock} there. */
export const clockBase = (): number => now() - common()

/** Lets {@link now} tell the same here as in the thread that `base` is of. */
export function setClock(base: number): void {
  shift = base + common() - performance.now()
}

/** Sets {@link now} right by the wall clock where the two have parted. Only for when no run is under way. */
export function followWallClock(): void {
  const off = Date.now() - now()
  if (Math.abs(off) > DRIFT_MS) shift += off
}
