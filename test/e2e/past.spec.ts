import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a past run opens on the chain as it was, and can be forked', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(LINE)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('plus')).toContainText('41')

  await bench.select('plus')
  await bench.type('Expression', 'double + 100')
  await expect(canvas.node('plus')).toContainText('double + 100')
  await page.keyboard.press('Escape')
  await bench.saved()

  await bench.openTab('Runs')
  await bench.dock
    .getByRole('button', { name: /open this run/ })
    .first()
    .click()
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
  await expect(canvas.node('plus')).toContainText('double + 1')
  await expect(canvas.node('plus')).not.toContainText('double + 100')
  await expect(canvas.node('plus')).toContainText('41')

  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(canvas.node('plus')).toContainText('double + 100')

  await bench.dock
    .getByRole('button', { name: /open this run/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Fork this version' }).click()
  await expect(page.getByText('with the chain as it was then')).toHaveCount(0)
  await expect(canvas.node('plus')).not.toContainText('double + 100')
  await canvas.node('plus').click()
  await page.keyboard.press('Delete')
  await expect(canvas.nodes).toHaveCount(2)
})
