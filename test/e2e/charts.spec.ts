import { readFile } from 'node:fs/promises'
import { ANALYSES, CHARTS, clip, node, WAVES, wire } from './clips.ts'
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

/** A line chart of so many rows. */
function lineOf(count: number): Clip {
  const { nodes, edges } = WAVES(count)
  const line = node('line', 'OUTPUT', 'chart', 608, 0, { kind: 'line', x: 'i', y: ['y'] })
  return clip([...nodes, line], [...edges, wire('waves', 'line')])
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
  await ran(bench, lineOf(1_000_000))
  await bench.select('line')
  await expect(bench.dock.getByText(/1,000,000 rows, drawn as [\d,]+ points/)).toBeVisible()
  const zoomIn = bench.dock.getByRole('button', { name: 'Zoom in' })
  for (let i = 0; i < 9; i += 1) await zoomIn.click()
  await expect(bench.dock.getByText(/points in sight/)).toBeVisible()
  // What is read out is a row as it is in the table, and so is the one beside it.
  const plot = bench.dock.getByRole('img', { name: /^Line chart/ })
  const box = await plot.boundingBox()
  if (!box) throw new Error('The chart is not there.')
  const read = new Set<number>()
  for (const share of [0.4, 0.5, 0.6]) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 3 })
    const numbers = plot.locator('strong')
    await expect(numbers).toHaveCount(2)
    const [i, y] = (await numbers.allTextContents()).map((text) => Number(text.replaceAll(',', '')))
    expect(Number.isInteger(i)).toBe(true)
    expect(y).toBeCloseTo(40 * Math.sin((Number(i) * 12) / 1e6) + (Number(i) % 7), 10)
    read.add(Number(i))
  }
  expect(read.size).toBe(3)
  await bench.dock.getByRole('button', { name: 'Show all' }).click()
  await expect(bench.dock.getByText(/1,000,000 rows, drawn as [\d,]+ points/)).toBeVisible()
})

test('a chart that is zoomed in is exported whole', async ({ page, shell }) => {
  test.skip(shell !== 'browser', 'The desktop asks where to save.')
  const bench = new Workbench(page)
  await ran(bench, lineOf(100_000))
  await bench.select('line')
  await expect(bench.dock.getByText(/100,000 rows, drawn as [\d,]+ points/)).toBeVisible()
  const whole = await drawn(bench)
  expect(whole.texts).toContain('100,000')
  const zoomIn = bench.dock.getByRole('button', { name: 'Zoom in' })
  for (let i = 0; i < 7; i += 1) await zoomIn.click()
  await expect(bench.dock.getByText(/points in sight/)).toBeVisible()
  expect(await drawn(bench)).toEqual(whole)
})

/** The lines and the words of the chart, as it is exported. */
async function drawn({ dock, page }: Workbench): Promise<{ paths: string[]; texts: string[] }> {
  await dock.getByRole('button', { name: 'Export the chart' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'SVG drawing' }).click()
  const svg = await readFile(await (await saved).path(), 'utf8')
  const all = (pattern: RegExp): string[] => [...svg.matchAll(pattern)].map(([, found = '']) => found)
  return { paths: all(/<path[^>]* d="([^"]*)"/g), texts: all(/<text[^>]*>([^<]*)</g) }
}

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
