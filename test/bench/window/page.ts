import type { CDPSession, Page } from '@playwright/test'

/** What is measured within the page, by its own clock; times in milliseconds. */

/** Puts helpers into every page, before its own scripts: when nodes first appear, and frames on request. */
export async function instrument(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = { firstNode: 0, frames: [] as number[], recording: false, last: 0 }
    const frame = (now: number): void => {
      if (state.firstNode === 0 && document.querySelector('.react-flow__node')) state.firstNode = now
      if (state.recording) {
        if (state.last > 0) state.frames.push(now - state.last)
        state.last = now
      }
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    Object.assign(window, { bench: state })
  })
}

/** When the first node stood on the canvas, and when the page then first had a tenth of a second to itself. */
export function readyTimes(page: Page): Promise<{ firstNode: number; interactive: number }> {
  return page.evaluate(async () => {
    const { bench } = window as unknown as { bench: { firstNode: number } }
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    while (bench.firstNode === 0) await frame()
    let quiet = performance.now()
    let before = quiet
    for (;;) {
      const now = await frame()
      if (now - before > 50) quiet = now
      before = now
      if (now - quiet > 100) return { firstNode: bench.firstNode, interactive: quiet }
    }
  })
}

/** The lengths of the frames while something is done. */
export async function framesOf(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    Object.assign((window as unknown as { bench: object }).bench, { frames: [], last: 0, recording: true })
  })
  await act()
  return page.evaluate(() => {
    const { bench } = window as unknown as { bench: { frames: number[]; recording: boolean } }
    bench.recording = false
    return bench.frames
  })
}

/** From now on notes how long after each input the page is about to be drawn; what it gives reads that. */
export async function inputTimes(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const inputs: number[] = []
    Object.assign((window as unknown as { bench: object }).bench, { inputs })
    document.addEventListener(
      'input',
      ({ timeStamp }) => requestAnimationFrame(() => inputs.push(performance.now() - timeStamp)),
      { capture: true },
    )
  })
  return () => page.evaluate(() => (window as unknown as { bench: { inputs: number[] } }).bench.inputs)
}

export async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN
}
