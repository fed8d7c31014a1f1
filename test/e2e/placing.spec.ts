import { BRANCHES, LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

const IDS = ['a', 'double', 'plus'] as const

test('frames take along what stands in them, however they are moved', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  for (const id of ['a', 'plus']) {
    await bench.select(id)
    await bench.choose('Add frame', id)
  }
  const titles = page.locator('.react-flow__node-frame .frame-title')
  const places = () => Promise.all(IDS.map((id) => canvas.place(id)))
  const before = await places()
  const moved = (dy: number) => before.map(({ x, y }, i) => ({ x, y: i === 1 ? y : y + dy }))
  await titles.first().click()
  await titles.last().click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('ArrowDown')
  await expect.poll(places).toEqual(moved(8))
  await bench.undo()
  await expect.poll(places).toEqual(before)

  const from = await canvas.place('frame')
  await canvas.drag(titles.first(), 0, 64)
  await expect.poll(async () => (await canvas.place('frame')).y).toBeGreaterThan(from.y)
  expect(await places()).toEqual(moved((await canvas.place('frame')).y - from.y))
  await bench.undo()
  await expect.poll(places).toEqual(before)

  await canvas.drag(canvas.node('double'), 0, -96)
  await page.keyboard.press('ControlOrMeta+a')
  await bench.choose('Align top edges', 'plus')
  const tops = async (ids: readonly string[]) =>
    new Set(await Promise.all(ids.map(async (id) => (await canvas.place(id)).y)))
  await expect.poll(async () => (await tops(['frame', 'frame_2', ...IDS])).size).toBe(1)
})

test('a frame goes where its nodes are arranged', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  await canvas.drag(canvas.node('plus'), -150, 150)
  await bench.select('plus')
  await canvas.node('double').click({ modifiers: ['ControlOrMeta'] })
  await bench.choose('Add frame', 'plus')
  const frame = canvas.node('frame')
  const margins = async () => {
    const [box, plus, double] = await Promise.all(
      [frame, canvas.node('plus'), canvas.node('double')].map((one) => one.boundingBox()),
    )
    if (!box || !plus || !double) throw new Error('Not on screen.')
    const left = Math.min(plus.x, double.x) - box.x
    const right = box.x + box.width - Math.max(plus.x + plus.width, double.x + double.width)
    const bottom = box.y + box.height - Math.max(plus.y + plus.height, double.y + double.height)
    return [left, right, bottom].map(Math.sign)
  }
  const before = await canvas.place('frame')
  await canvas.pane.click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('ControlOrMeta+Shift+l')
  await expect.poll(async () => (await canvas.place('plus')).y === (await canvas.place('a')).y).toBe(true)
  await expect.poll(margins).toEqual([1, 1, 1])
  await bench.undo()
  await expect
    .poll(async () => {
      // What is out of sight is not drawn.
      await page.keyboard.press('ControlOrMeta+0')
      return (await frame.count()) > 0 ? canvas.place('frame') : undefined
    })
    .toEqual(before)
})

test('a box is drawn inside a frame, and the arrows move what it takes', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  await page.keyboard.press('ControlOrMeta+a')
  await bench.choose('Add frame', 'double')
  await canvas.pane.click({ position: { x: 4, y: 4 } })
  const box = await canvas.node('frame').boundingBox()
  if (!box) throw new Error('Not on screen.')
  await page.mouse.move(box.x + 8, box.y + box.height - 8)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + 36, { steps: 5 })
  await page.mouse.up()
  const selected = page.locator('.react-flow__node.selected')
  const ids = () => selected.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id')).sort())
  await expect.poll(ids).toEqual(['a', 'double'])
  const [a, plus, frame] = await Promise.all(['a', 'plus', 'frame'].map((id) => canvas.place(id)))
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => canvas.place('a')).toEqual({ x: (a?.x ?? 0) + 8, y: a?.y })
  expect(await canvas.place('plus')).toEqual(plus)
  expect(await canvas.place('frame')).toEqual(frame)

  await page.mouse.move(box.x - 6, box.y - 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width + 4, box.y + box.height + 20, { steps: 5 })
  await page.mouse.up()
  await expect.poll(ids).toEqual(['a', 'double', 'frame', 'plus'])
  await page.keyboard.press('Escape')
  await expect(selected).toHaveCount(0)
})

test('what is pasted or doubled hides nothing, and what is undone is not selected any more', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  // What is out of sight is not drawn: from further away, all of it is in sight.
  const percent = page.getByText(/^\d+ %$/)
  await expect
    .poll(async () => {
      await page.keyboard.press('ControlOrMeta+-')
      return Number.parseInt(await percent.innerText(), 10)
    })
    .toBeLessThan(45)
  await canvas.pane.hover({ position: { x: 300, y: 80 } })
  for (const count of [6, 9]) {
    await bench.paste(LINE)
    await expect(canvas.nodes).toHaveCount(count)
  }
  for (const count of [10, 11]) {
    await canvas.pane.click({ position: { x: 4, y: 4 } })
    await canvas.node('a').click({ position: { x: 3, y: 3 } })
    await page.keyboard.press('ControlOrMeta+d')
    await expect(canvas.nodes).toHaveCount(count)
  }
  const places = await canvas.nodes.evaluateAll((nodes) =>
    nodes.map((node) => getComputedStyle(node).transform),
  )
  expect(new Set(places).size).toBe(11)
  await bench.undo()
  await expect(canvas.nodes).toHaveCount(10)
  await expect(bench.inspector.getByRole('heading', { name: 'Chain' })).toBeVisible()
})

test('a note is not laid behind nodes or other notes', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.begin(LINE)
  for (const words of ['First.', 'Second.']) {
    await bench.choose('Add note')
    await page.keyboard.type(words)
    await page.getByText(words, { exact: true }).last().waitFor()
  }
  for (const words of ['First.', 'Second.']) {
    const note = page.locator('.react-flow__node-note', { hasText: words })
    await note.click({ trial: true, position: { x: 20, y: 10 } })
    await note.click({ trial: true, position: { x: 140, y: 60 } })
  }
})

test('a double click on a node adds none, and Escape calls a wire off', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(BRANCHES)
  const picker = page.getByRole('dialog', { name: 'Add a node' })
  await canvas.node('over').dblclick()
  await expect(bench.inspector.getByRole('button', { name: 'Id over, change' })).toBeVisible()
  await expect(picker).toHaveCount(0)

  const wires = await canvas.wires.count()
  for (const [from, to] of [
    [canvas.output('yes'), canvas.input('no')],
    [canvas.output('yes'), page.getByRole('button', { name: 'Zoom to fit' })],
  ] as const) {
    await canvas.drawWire(from, to)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect(page.locator('.react-flow__connection')).toHaveCount(0)
    await expect(picker).toHaveCount(0)
    await expect(canvas.wires).toHaveCount(wires)
  }
})
