import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ROOT, type RunningApp } from './app.ts'
import { expect, test } from './fixtures.ts'
import type { Clip, Workbench } from './pages/workbench.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

/** Takes a picture of what is there now; the name is the screen's. */
export type Take = (name: string) => Promise<void>
type Show = (page: Page, take: Take, app: RunningApp) => Promise<void>

/** Takes pictures of all that `show` shows, in both themes and at both sizes, into the folder `screens`. */
export function forEveryLook(title: string, show: Show): void {
  for (const viewport of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test.describe(`${viewport.width} ${colorScheme}`, () => {
        test.use({ viewport, colorScheme })

        test(title, async ({ page, app }) => {
          test.slow()
          let count = 0
          const take: Take = async (name) => {
            // A picture in the middle of a transition shows nothing that anybody will see.
            await page.evaluate(() =>
              Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
            )
            count += 1
            const file = `${String(count).padStart(2, '0')}-${name}-${colorScheme}-${viewport.width}.png`
            await page.screenshot({ path: join(ROOT, 'screens', file) })
          }
          await show(page, take, app)
        })
      })
    }
  }
}

/** A new chain of these parts, all of it in sight however wide it is, nothing selected. */
export async function begin(bench: Workbench, clip: Clip): Promise<void> {
  await bench.newChain()
  await bench.paste(clip)
  await expect(bench.canvas.nodes.first()).toBeVisible()
  await bench.page.keyboard.press('ControlOrMeta+0')
  await expect(bench.canvas.nodes).toHaveCount(clip.nodes.length)
  await bench.canvas.pane.click({ position: { x: 4, y: 4 } })
}
