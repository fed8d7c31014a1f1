import { join } from 'node:path'
import { ROOT } from './app.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

/** Daily weather of Seattle, 2012 to 2015 (1 461 days; NOAA). */
const WEATHER = join(ROOT, 'node_modules/vega-datasets/data/seattle-weather.csv')

test('a chain is drawn over a real CSV, run, and its values stand on its nodes', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()

  await canvas.drop('File', { x: 130, y: 80 })
  await bench.field('File').fill(WEATHER)
  await canvas.drop('Filter rows', { x: 400, y: 80 })
  await canvas.connect(canvas.output('file'), canvas.input('filter_rows'))
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('file')).toContainText('1,461 × 6')

  // The columns of the last run are offered by name.
  await bench.select('filter_rows')
  await bench.inspector.getByRole('button', { name: 'Add to Conditions' }).click()
  await bench.field('Column').click()
  await page.getByRole('option', { name: 'temp_max' }).click()
  await bench.field('Operator').click()
  await page.getByRole('option', { name: 'is greater than', exact: true }).click()
  await bench.field('Value').fill('30')
  await expect(canvas.node('filter_rows')).toContainText('temp_max > 30')

  await canvas.drop('Statistic', { x: 400, y: 300 })
  await canvas.connect(canvas.output('filter_rows'), canvas.input('statistic'))
  await bench.field('Column').fill('temp_max')
  await bench.run()
  await bench.ended('Completed')
  // As awk counts and averages the days over 30 °C.
  await expect(canvas.node('filter_rows')).toContainText('53 × 6')
  await expect(canvas.node('statistic')).toContainText('32.1019')

  await bench.select('filter_rows')
  await bench.openTab('Data')
  await expect(bench.dock.getByRole('row').nth(1)).toBeVisible()
  await expect(bench.dock.getByRole('columnheader', { name: /temp_max/ })).toBeVisible()
})

test('a wire let go over the empty canvas offers what fits, and a node dropped on a wire goes into it', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await canvas.drop('Constant', { x: 130, y: 80 })
  const start = await canvas.output('constant').boundingBox()
  if (!start) throw new Error('The port is not on screen.')
  await page.mouse.move(start.x + 6, start.y + 6)
  await page.mouse.down()
  await page.mouse.move(start.x + 180, start.y + 6, { steps: 5 })
  await expect(page.getByText('Let go to add a node here')).toBeVisible()
  await page.mouse.up()
  await page.getByRole('dialog', { name: 'Add a node' }).getByRole('textbox').fill('expression')
  await expect(page.getByRole('option').first()).toContainText('Expression')
  await page.keyboard.press('Enter')
  await expect(canvas.wires).toHaveCount(1)
  await expect(canvas.nodes).toHaveCount(2)

  await page.keyboard.press('Escape')
  const wire = await canvas.wires.first().boundingBox()
  const pane = await canvas.pane.boundingBox()
  if (!wire || !pane) throw new Error('The wire is not on screen.')
  await canvas.drop('Pass if', { x: wire.x + wire.width / 2 - pane.x, y: wire.y + wire.height / 2 - pane.y })
  await expect(canvas.nodes).toHaveCount(3)
  await expect(canvas.wires).toHaveCount(2)
})
