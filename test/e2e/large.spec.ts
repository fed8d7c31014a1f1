import { wideChain } from '../bench/window/chain.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a large chain is one picture from afar, and still takes the pointer; near by it has its cards and wires', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(wideChain(300, 10))
  await expect(canvas.nodes.first()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+0')
  await expect(canvas.nodes).toHaveCount(300)
  const picture = page.getByRole('region', { name: 'Canvas' }).locator('canvas')
  await expect(picture).toBeVisible()
  await expect(canvas.wires).toHaveCount(0)
  await bench.run()
  await bench.ended('Completed')
  await bench.select('n31')
  await bench.inspector.getByRole('tab', { name: 'Result' }).click()
  await expect(bench.inspector.getByText('Completed')).toBeVisible()

  const zoomIn = page.getByRole('button', { name: 'Zoom in' })
  await expect(async () => {
    await zoomIn.click()
    await expect(picture).toHaveCount(0, { timeout: 300 })
  }).toPass()
  await expect(page.locator('.react-flow__edge-path')).not.toHaveCount(0)
  await expect(page.getByText(/^Step \d+\.\d+$/).first()).toBeVisible()
})
