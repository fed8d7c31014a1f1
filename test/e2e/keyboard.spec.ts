import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('three nodes are added, connected, configured and run without a pointer', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await page.getByRole('button', { name: 'New chain' }).first().press('Enter')
  await expect(page.getByText('Start with your data')).toBeVisible()

  const add = async (words: string): Promise<void> => {
    await page.keyboard.press('/')
    await expect(page.getByRole('dialog', { name: 'Add a node' })).toBeVisible()
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Add a node' })).toHaveCount(0)
  }
  await add('constant')
  await expect(canvas.node('constant')).toBeFocused()
  // What is added next to a node is joined to it where it fits.
  await add('expression calculate')
  await expect(canvas.wires).toHaveCount(1)
  await page.keyboard.press('Escape')
  await add('return')
  await expect(canvas.nodes).toHaveCount(3)
  await expect(canvas.wires).toHaveCount(1)

  // Alt and an arrow goes from node to node; C connects the one that has the focus.
  const focusOn = async (id: string): Promise<void> => {
    for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight']) {
      if (await canvas.node(id).evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press(`Alt+${key}`)
      await expect(page.locator('.react-flow__node:focus')).toHaveCount(1)
    }
    await expect(canvas.node(id)).toBeFocused()
  }
  await focusOn('expression')
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog', { name: /^Connect/ })).toBeVisible()
  await page.keyboard.type('→ Return')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Connect/ })).toHaveCount(0)
  await expect(canvas.wires).toHaveCount(2)
  await expect(canvas.node('expression')).toBeFocused()

  await focusOn('constant')
  await page.keyboard.press('Enter')
  await expect(bench.field('Value')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('6')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('return')).toContainText('6')
})
