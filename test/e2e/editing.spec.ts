import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('everything is undone to the beginning, and redone', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await canvas.drop('Constant', { x: 130, y: 80 })
  await bench.field('Value').fill('7')
  await canvas.drop('Expression', { x: 420, y: 80 })
  await canvas.connect(canvas.output('constant'), canvas.input('expression'))
  await expect(canvas.node('constant')).toContainText('7')
  await canvas.node('expression').click()
  await page.keyboard.press('Delete')
  await expect(canvas.nodes).toHaveCount(1)

  const undo = page.getByRole('button', { name: 'Undo' })
  while (await undo.isEnabled()) await undo.click()
  await expect(canvas.nodes).toHaveCount(0)
  const redo = page.getByRole('button', { name: 'Redo' })
  while (await redo.isEnabled()) await redo.click()
  await expect(canvas.nodes).toHaveCount(1)
  await expect(canvas.node('constant')).toContainText('7')
  await bench.undo()
  await expect(canvas.nodes).toHaveCount(2)
  await expect(canvas.wires).toHaveCount(1)
})

test('nodes are copied from one chain into another', async ({ page, context }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined)
  await bench.newChain()
  await bench.paste(LINE)
  await canvas.node('double').click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  await bench.saved()

  await bench.go('Chains')
  await bench.newChain()
  await expect(canvas.nodes).toHaveCount(0)
  await canvas.pane.click({ position: { x: 300, y: 100 } })
  await page.keyboard.press('ControlOrMeta+v')
  await expect(canvas.nodes).toHaveCount(3)
  await expect(canvas.wires).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('plus')).toContainText('41')
})

test('what calls a node by its id follows when the id changes, and when the node is doubled', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  await bench.select('a')
  await bench.inspector.getByRole('button', { name: 'Id a, change' }).click()
  await page.getByLabel('Name in expressions').fill('mass')
  await page.keyboard.press('Enter')
  await expect(canvas.node('double')).toContainText('mass * 2')
  await bench.undo()
  await expect(canvas.node('double')).toContainText('a * 2')
  await expect(canvas.node('a')).toBeVisible()

  await page.keyboard.press('Escape')
  await canvas.node('a').click()
  await canvas.node('double').click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('ControlOrMeta+d')
  await expect(canvas.node('double_2')).toContainText('a_2 * 2')
  await expect(canvas.node('double')).toContainText('a * 2')
})
