import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ROOT } from './app.ts'
import { expect, test } from './fixtures.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const THEMES = ['light', 'dark'] as const

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).click()

/** Screens by name, each with the way to it from the one before. */
const SCREENS: readonly [name: string, go: (page: Page) => Promise<void>][] = [
  ['empty', async (page) => expect(page.getByText('No chain is open')).toBeVisible()],
  [
    'example',
    async (page) => {
      await page.getByRole('button', { name: /^Five weighings/ }).click()
      await expect(page.getByText('8 nodes, 8 wires')).toBeVisible()
    },
  ],
  [
    'completed',
    async (page) => {
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByText(/^Completed in/)).toBeVisible()
    },
  ],
  [
    'node',
    async (page) => {
      await page.getByText('Standard deviation').first().click()
      await expect(page.getByRole('tab', { name: 'Config' })).toBeVisible()
    },
  ],
  ['finder', (page) => page.keyboard.press('ControlOrMeta+k')],
  [
    'chains',
    async (page) => {
      await page.keyboard.press('Escape')
      await section(page, 'Chains')
    },
  ],
  ['runs', (page) => section(page, 'Runs')],
  ['settings', (page) => section(page, 'Settings')],
]

for (const viewport of SIZES) {
  for (const colorScheme of THEMES) {
    test.describe(`${viewport.width} ${colorScheme}`, () => {
      test.use({ viewport, colorScheme })

      test('every screen', async ({ page }) => {
        for (const [i, [name, go]] of SCREENS.entries()) {
          await go(page)
          // A picture in the middle of a transition shows nothing that anybody will see.
          await page.evaluate(() =>
            Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
          )
          const file = `${String(i + 1).padStart(2, '0')}-${name}-${colorScheme}-${viewport.width}.png`
          await page.screenshot({ path: join(ROOT, 'screens', file) })
        }
      })
    })
  }
}
