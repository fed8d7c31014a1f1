import { LINE, WAVES } from './clips.ts'
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

test('keys leave the canvas alone where it is out of sight', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  await bench.select('double')
  for (const section of ['Settings', 'Runs', 'Conclusions', 'Templates'] as const) {
    await bench.go(section)
    for (const key of ['d', 'x', 'z', 'a']) await page.keyboard.press(`ControlOrMeta+${key}`)
    await bench.paste(LINE)
    await page.keyboard.press('Delete')
    await page.keyboard.press('Backspace')
  }
  await bench.go('Canvas')
  await expect(canvas.nodes).toHaveCount(3)
  await expect(canvas.wires).toHaveCount(2)
  await expect(canvas.node('double')).toHaveClass(/selected/)
  await page.keyboard.press('Delete')
  await expect(canvas.nodes).toHaveCount(2)

  await bench.go('Settings')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder('Find an action, node, chain or run').fill('undo')
  await expect(page.getByRole('dialog', { name: 'Find anything' }).getByText('Nothing fits.')).toBeVisible()
})

test('keys pressed in the grid are not for the canvas, and are once one is back there', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(WAVES(30))
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('waves')
  const cell = bench.dock.locator('[data-cell="1 0"]')
  for (const key of ['Delete', 'Backspace', 'ControlOrMeta+x', '/', 'c']) {
    await cell.click()
    await page.keyboard.press(key)
  }
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(canvas.nodes).toHaveCount(2)
  await expect(canvas.wires).toHaveCount(1)
  await canvas.node('waves').click()
  await page.keyboard.press('Backspace')
  await expect(canvas.nodes).toHaveCount(1)

  // A box drawn on the empty canvas takes the keys back from the form, too.
  await bench.select('seed')
  await bench.inspector.getByRole('tab', { name: 'Result' }).click()
  const seed = await canvas.node('seed').boundingBox()
  if (!seed) throw new Error('The node is out of sight.')
  await page.mouse.move(seed.x + seed.width + 40, seed.y + seed.height + 40)
  await page.mouse.down()
  await page.mouse.move(seed.x + seed.width / 2, seed.y + seed.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect(canvas.node('seed')).toHaveClass(/selected/)
  await page.keyboard.press('Delete')
  await expect(canvas.nodes).toHaveCount(0)
})
