import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a frame is titled, coloured, and takes along what stands in it', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  await page.keyboard.press('ControlOrMeta+a')
  await bench.choose('Add frame', 'double')
  await bench.field('Title').fill('Doubling')
  await bench.inspector.getByRole('button', { name: 'transform', exact: true }).click()
  const frame = page.locator('.react-flow__node-frame')
  await expect(frame).toContainText('Doubling')
  await expect(bench.inspector.getByRole('button', { pressed: true })).toHaveCount(1)

  const before = await canvas.place('double')
  await canvas.drag(frame.getByText('Doubling'), 0, 64)
  await expect.poll(async () => (await canvas.place('double')).y).toBeGreaterThan(before.y)
  await bench.undo()
  await expect.poll(() => canvas.place('double')).toEqual(before)
})

test('a note says what it says, also after a reload', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.choose('Add note')
  await page.keyboard.type('Calibrated on Monday.')
  const note = page.locator('.react-flow__node-note')
  await expect(note).toContainText('Calibrated on Monday.')
  await bench.saved()
  await page.reload()
  await expect(note).toContainText('Calibrated on Monday.')
})

test('nodes are cut from one chain into another, aligned and arranged, each undone in a step', async ({
  page,
  context,
}) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined)
  await bench.begin(LINE)
  const last = LINE.nodes.length
  await canvas.node('double').click()
  await canvas.node('plus').click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('ControlOrMeta+x')
  await expect(canvas.nodes).toHaveCount(last - 2)
  await bench.saved()
  await bench.chooseOfChain('New chain')
  await expect(canvas.nodes).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+v')
  await expect(canvas.nodes).toHaveCount(2)
  await expect(canvas.wires).toHaveCount(1)

  const place = async () => [await canvas.place('double'), await canvas.place('plus')] as const
  const before = await place()
  await bench.choose('Align left edges', 'plus')
  const [double, plus] = await place()
  expect(plus.x).toBe(double.x)
  await page.keyboard.press('ControlOrMeta+Shift+l')
  await expect.poll(async () => (await place())[1].x).not.toBe(plus.x)
  await bench.undo()
  await expect.poll(place).toEqual([double, plus])
  await bench.undo()
  await expect.poll(place).toEqual(before)
})
