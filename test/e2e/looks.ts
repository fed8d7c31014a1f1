import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ROOT } from './app.ts'
import { test } from './fixtures.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

type Show = (page: Page, take: (name: string) => Promise<void>) => Promise<void>

/** Takes pictures of all that `show` shows, in both themes and at both sizes, into the folder `screens`. */
export function forEveryLook(title: string, show: Show): void {
  for (const viewport of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test.describe(`${viewport.width} ${colorScheme}`, () => {
        test.use({ viewport, colorScheme })

        test(title, async ({ page }) => {
          test.slow()
          let count = 0
          await show(page, async (name) => {
            // A picture in the middle of a transition shows nothing that anybody will see.
            await page.evaluate(() =>
              Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
            )
            count += 1
            const file = `${String(count).padStart(2, '0')}-${name}-${colorScheme}-${viewport.width}.png`
            await page.screenshot({ path: join(ROOT, 'screens', file) })
          })
        })
      })
    }
  }
}
