import { check } from './axe.ts'
import { test } from './fixtures.ts'
import { everyScriptScreen } from './scripts-looks.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in the ${colorScheme} theme there is no serious barrier in what scripts have`, async ({ page }) => {
    test.slow()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await everyScriptScreen(page, (name) => check(page, name))
  })
}
