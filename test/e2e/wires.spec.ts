import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a wire that would close a loop is refused, with the reason where it is drawn', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(LINE)
  await expect(canvas.wires).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+0')
  await expect(canvas.node('plus')).toBeInViewport({ ratio: 1 })
  await canvas.drawWire(canvas.output('plus'), canvas.input('double'))
  await expect(page.getByText('this would make a loop')).toBeVisible()
  await page.mouse.up()
  await expect(page.getByText('Not connected: this would make a loop.')).toBeVisible()
  await expect(canvas.wires).toHaveCount(2)
})

test('a wire to a port of another type is refused, with the reason', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await canvas.drop('Arithmetic', { x: 130, y: 80 })
  await canvas.drop('Filter rows', { x: 420, y: 200 })
  await canvas.drawWire(canvas.output('arithmetic'), canvas.input('filter_rows'))
  await expect(page.getByText('needs a table, gets a number')).toBeVisible()
  await page.mouse.up()
  await expect(canvas.wires).toHaveCount(0)
})

test('wires stay where they are, from afar and near again', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  const drawn = page.locator('.react-flow__edge-path')
  await expect(drawn).toHaveCount(2)
  const zoomOut = page.getByRole('button', { name: 'Zoom out' })
  await expect(async () => {
    await zoomOut.click()
    await expect(page.getByText('4 %', { exact: true })).toBeVisible({ timeout: 300 })
  }).toPass()
  await bench.go('Chains')
  await bench.go('Canvas')
  await expect(page.locator('section[data-far]')).toHaveCount(1)
  await expect(drawn).toHaveCount(2)
  await page.getByRole('button', { name: 'Zoom to fit' }).click()
  await expect(canvas.node('plus')).toContainText('double + 1')
  await expect(drawn).toHaveCount(2)
})
