import { readFile } from 'node:fs/promises'
import { ANALYSES, CHARTS, WAVES } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { type Clip, Workbench } from './pages/workbench.ts'

async function ran(bench: Workbench, clip: Clip): Promise<void> {
  await bench.newChain()
  await bench.paste(clip)
  await bench.page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
}

test('charts are on their nodes, described, and shown as data', async ({ page }) => {
  const bench = new Workbench(page)
  await ran(bench, CHARTS(300))
  for (const id of ['lines', 'scatter', 'bars', 'histogram', 'boxes', 'heat', 'nyquist']) {
    await expect(bench.canvas.node(id).locator('svg path').last()).toBeAttached()
  }
  await bench.select('lines')
  const plot = bench.dock.getByRole('img', { name: /^Line chart “Two waves”/ })
  await expect(plot).toHaveAttribute('aria-label', /2 series: y, 300 rows from -39\.\d+ to 99; z, 300 rows/)
  await bench.dock.getByRole('button', { name: 'Show the data' }).click()
  await expect(bench.dock.getByRole('columnheader', { name: /^z/ })).toBeVisible()
  await expect(bench.dock.locator('[data-cell="1 0"]')).toHaveText('1')
})

test('a chart is read out and exported as PNG and SVG', async ({ page, shell }) => {
  const bench = new Workbench(page)
  await ran(bench, CHARTS(300))
  await bench.select('lines')
  const plot = bench.dock.getByRole('img', { name: /^Line chart/ })
  const box = await plot.boundingBox()
  if (!box) throw new Error('The chart is not there.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 })
  await expect(plot.getByText(/^-?\d+\.\d{6,}$/).first()).toBeVisible()
  if (shell !== 'browser') return
  for (const [item, start] of [
    ['PNG image', '\u0089PNG'],
    ['SVG drawing', '<svg'],
  ] as const) {
    await bench.dock.getByRole('button', { name: 'Export the chart' }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item }).click()
    const file = await saved
    expect(file.suggestedFilename()).toMatch(/^Two waves\.(png|svg)$/)
    expect((await readFile(await file.path())).toString('latin1').startsWith(start)).toBe(true)
  }
})

test('a million points are drawn sampled, and exact once zoomed in', async ({ page }) => {
  test.slow()
  const bench = new Workbench(page)
  const { nodes, edges } = WAVES(1_000_000)
  const line = {
    id: 'line',
    type: 'OUTPUT',
    operation: 'chart',
    name: 'line',
    config: { kind: 'line', x: 'i', y: ['y'] },
    position: { x: 608, y: 0 },
  }
  const wire = { id: 'w', source: 'waves', sourcePort: 'out', target: 'line', targetPort: 'in' }
  await ran(bench, { name: 'clip', nodes: [...nodes, line], edges: [...edges, wire] })
  await bench.select('line')
  await expect(bench.dock.getByText(/1,000,000 rows, drawn as [\d,]+ points/)).toBeVisible()
  const zoomIn = bench.dock.getByRole('button', { name: 'Zoom in' })
  for (let i = 0; i < 9; i += 1) await zoomIn.click()
  await expect(bench.dock.getByText(/points in sight/)).toBeVisible()
  await bench.dock.getByRole('button', { name: 'Show all' }).click()
  await expect(bench.dock.getByText(/1,000,000 rows, drawn as [\d,]+ points/)).toBeVisible()
})

test('analyses show the chart that they are best seen as', async ({ page }) => {
  const bench = new Workbench(page)
  await ran(bench, ANALYSES)
  await bench.select('fit')
  await expect(
    bench.dock.getByRole('img', { name: /3 series: z, 200 rows.*fit, 200 rows.*residual/ }),
  ).toBeVisible()
  await bench.dock.getByText('Fitted', { exact: true }).click()
  await expect(bench.dock.getByRole('columnheader', { name: /^residual/ })).toBeVisible()
  await bench.select('peaks')
  await expect(bench.dock.getByRole('img', { name: /2 series: z, 200 rows.*peaks/ })).toBeVisible()
  await bench.select('spread')
  await expect(bench.dock.getByRole('img', { name: /^Histogram: count over z/ })).toBeVisible()
})
