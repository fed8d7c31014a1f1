import { clip, LINE, node } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'
import { Sockets } from './sockets.ts'

test('two windows on one chain see each other’s edits, and lose none', async ({ page, shell }) => {
  test.skip(shell !== 'browser', 'a desktop has one window')
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.paste(LINE)
  await bench.saved()

  const other = await page.context().newPage()
  const sockets = await Sockets.of(other)
  await other.goto(page.url())
  const second = new Workbench(other)
  await expect(second.canvas.node('plus')).toBeVisible()

  await bench.paste(clip([node('third', 'CALCULATE', 'expression', 912, 0, { expression: '1 + 2' })], []))
  await expect(second.canvas.node('third')).toBeVisible()
  await second.undo()
  await expect(bench.canvas.node('third')).toHaveCount(0)

  // What is done while there is no way to the app goes on top of what others did meanwhile.
  await sockets.cut()
  await expect(other.getByText('looking for the app')).toBeVisible()
  await second.paste(clip([node('apart', 'CALCULATE', 'expression', 912, 0, { expression: '2 + 3' })], []))
  await second.select('plus')
  await second.inspector.getByLabel('Name of the node').fill('Sum')
  await other.keyboard.press('Enter')
  await bench.select('plus')
  await page.keyboard.press('Delete')
  await bench.paste(clip([node('here', 'CALCULATE', 'expression', 912, 240, { expression: '3 + 4' })], []))
  sockets.mend()
  for (const { canvas } of [bench, second]) {
    await expect(canvas.node('apart')).toBeVisible()
    await expect(canvas.node('here')).toBeVisible()
    await expect(canvas.node('plus')).toHaveCount(0)
  }
  await expect(other.getByText(/^Not kept: Rename .* Another window has changed the chain/)).toBeVisible()
  await second.saved()

  // It is told once, not again whenever the canvas comes back.
  const told = other.getByText(/^Not kept:/)
  await other.getByRole('alert').filter({ has: told }).getByRole('button', { name: 'Close' }).click()
  await expect(told).toHaveCount(0)
  await second.go('Settings')
  await second.go('Canvas')
  await second.saved()
  // What would be wrong comes after a while.
  await other.waitForTimeout(400)
  await expect(told).toHaveCount(0)
  await other.close()
})
