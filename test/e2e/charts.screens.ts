import { join } from 'node:path'
import { ROOT } from './app.ts'
import { CHARTS } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ viewport: { width: 1440, height: 900 }, colorScheme })

    test('every kind of chart', async ({ page }) => {
      test.slow()
      const bench = new Workbench(page)
      const take = (name: string) =>
        page.screenshot({ path: join(ROOT, 'screens', `chart-${name}-${colorScheme}.png`) })
      await bench.newChain()
      await bench.paste(CHARTS(300))
      await page.keyboard.press('ControlOrMeta+0')
      await bench.run()
      await bench.ended('Completed')
      await take('nodes')
      await bench.openTab('Data')
      const dock = await bench.dock.boundingBox()
      if (dock) {
        await page.mouse.move(dock.x + 300, dock.y - 1)
        await page.mouse.down()
        await page.mouse.move(dock.x + 300, dock.y - 250, { steps: 5 })
        await page.mouse.up()
        await page.keyboard.press('ControlOrMeta+0')
      }
      await bench.select('waves')
      for (const view of ['Rows', 'Columns', 'Chart']) {
        await bench.dock.getByText(view, { exact: true }).click()
        await page.mouse.move(400, 300)
        await expect(bench.dock.locator('.mantine-Loader-root, .mantine-Skeleton-root').first()).toBeHidden()
        await take(`data-${view.toLowerCase()}`)
      }
      for (const id of ['lines', 'scatter', 'bars', 'histogram', 'boxes', 'heat', 'nyquist']) {
        await bench.select(id)
        await bench.inspector.getByRole('tab', { name: 'Result' }).click()
        const plot = bench.dock.getByRole('img', { name: /chart|plot|histogram|map/i })
        await expect(plot).toBeVisible()
        const at = await plot.boundingBox()
        if (at) await page.mouse.move(at.x + at.width / 3, at.y + at.height / 2, { steps: 4 })
        await take(id)
      }
    })
  })
}
