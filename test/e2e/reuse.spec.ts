import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a pinned result stands in for a source that has gone', async ({ app, page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  const file = join(app.dataFolder, 'masses.csv')
  await writeFile(file, 'sample,mass\na,3\nb,4\nc,5\n')
  await bench.newChain()
  await canvas.drop('File', { x: 130, y: 80 })
  await bench.field('File').fill('masses.csv')
  await canvas.drop('Statistic', { x: 400, y: 80 })
  await canvas.connect(canvas.output('file'), canvas.input('statistic'))
  await bench.field('Column').fill('mass')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('statistic')).toContainText('4')

  await bench.choose('Pin or unpin result', 'file')
  await expect(canvas.node('file').getByRole('img', { name: 'Pinned', exact: true })).toBeVisible()
  await rm(file)
  await bench.select('statistic')
  await bench.field('Statistic').click()
  await page.getByRole('option', { name: 'Sum' }).click()
  await bench.run()
  await expect(canvas.node('statistic')).toContainText('12')
  await bench.ended('Completed')
  await expect(canvas.node('file').getByRole('img', { name: 'Pinned result' })).toBeVisible()

  await bench.choose('Pin or unpin result', 'file')
  await expect(canvas.node('file').getByRole('img', { name: 'Pinned', exact: true })).toHaveCount(0)
  await bench.run()
  await bench.ended('Failed')
  await expect(canvas.node('file')).toContainText('masses.csv')
})

test('a run to a node leaves what follows, one from it takes what came before', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  const reused = (id: string) => canvas.node(id).getByRole('img', { name: 'Result reused, not run again' })
  await bench.begin(LINE)
  await bench.choose('Run to here', 'double')
  await bench.ended('Completed')
  await expect(canvas.node('double')).toContainText('40')
  await expect(canvas.node('plus')).not.toContainText('41')

  await bench.choose('Run from here', 'plus')
  await expect(canvas.node('plus')).toContainText('41')
  await expect(reused('a')).toBeVisible()
  await expect(reused('double')).toBeVisible()
  await expect(reused('plus')).toHaveCount(0)

  // Only what depends on a change runs again.
  await bench.select('double')
  await bench.type('Expression', 'a * 3')
  await expect(canvas.node('double').getByRole('img', { name: /^Changed since/ })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(canvas.node('plus')).toContainText('61')
  await expect(reused('a')).toBeVisible()
  await expect(reused('double')).toHaveCount(0)
})
