import { readFile } from 'node:fs/promises'
import { clip, node, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { type Clip, Workbench } from './pages/workbench.ts'

/** A chart of the rows that a query finds. */
function chartOf(sql: string, config: object): Clip {
  return clip(
    [
      node('seed', 'DATA_INPUT', 'constant', 0, 0, { value: [{ one: 1 }] }),
      node('rows', 'TRANSFORM', 'sql', 304, 0, {
        sql: `${sql} FROM (SELECT unnest(range(15000)) AS i FROM seed)`,
      }),
      node('chart', 'OUTPUT', 'chart', 608, 0, config),
    ],
    [wire('seed', 'rows'), wire('rows', 'chart')],
  )
}

async function shown(bench: Workbench, sql: string, config: object) {
  await bench.newChain()
  await bench.paste(chartOf(sql, config))
  await bench.page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('chart')
  const plot = bench.dock.getByRole('img', { name: /chart|histogram/i })
  await expect(plot).toBeVisible()
  const box = await plot.boundingBox()
  if (!box) throw new Error('The chart is not there.')
  const at = (across: number, up: number) =>
    bench.page.mouse.move(box.x + box.width * across, box.y + box.height * up, { steps: 3 })
  return { plot, at }
}

test('a sampled chart keeps the looks of its series while it is zoomed under the pointer', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const { plot, at } = await shown(
    bench,
    "SELECT i, sin(i / 500.0) AS y, ['alpha', 'beta', 'gamma'][i // 5000 + 1] AS g",
    {
      kind: 'line',
      x: 'i',
      y: ['y'],
      group: 'g',
    },
  )
  await expect(bench.dock.getByText(/^15,000 rows, drawn as/)).toBeVisible()
  await expect(plot).toHaveAttribute('aria-label', /alpha, 5,000 rows.*beta, 5,000 rows.*gamma, 5,000 rows/)
  const gamma = plot.getByText('gamma', { exact: true })
  const color = () => gamma.evaluate((name) => getComputedStyle(name).borderLeftColor)
  await at(0.9, 0.5)
  await expect(gamma).toBeVisible()
  const before = await color()
  await expect(async () => {
    await page.mouse.wheel(0, -240)
    await expect(bench.dock.getByText(/points in sight/)).toBeVisible({ timeout: 400 })
  }).toPass({ intervals: [50] })
  await at(0.8, 0.5)
  await expect(gamma).toBeVisible()
  expect(await color()).toBe(before)
})

test('a logarithmic axis is zoomed about its middle and read out in values', async ({ page }) => {
  const bench = new Workbench(page)
  const { plot, at } = await shown(bench, 'SELECT i, 10.0 ** (i / 2500.0) AS f', {
    kind: 'line',
    x: 'f',
    y: ['i'],
    logX: true,
  })
  await expect(bench.dock.getByText(/^15,000 rows, drawn as/)).toBeVisible()
  const zoomIn = bench.dock.getByRole('button', { name: 'Zoom in' })
  for (let i = 0; i < 3; i += 1) await zoomIn.click()
  // An eighth of the rows about the middle, and a tenth of that beside them.
  await expect(bench.dock.getByText(/^2,06\d points in sight/)).toBeVisible()
  await at(0.52, 0.5)
  const numbers = plot.locator('strong')
  await expect(numbers).toHaveCount(2)
  const [f = 0, i = 0] = (await numbers.allTextContents()).map((text) => Number(text.replaceAll(',', '')))
  expect(i).toBeGreaterThan(6900)
  expect(i).toBeLessThan(8100)
  expect(f / 10 ** (i / 2500)).toBeCloseTo(1, 12)
})

test('an exported picture has all names of a long legend', async ({ page, shell }) => {
  test.skip(shell !== 'browser', 'The desktop asks where to save.')
  const bench = new Workbench(page)
  await shown(bench, "SELECT i, sin(i / 500.0) AS y, 'sample number ' || (i % 20) AS g", {
    kind: 'line',
    x: 'i',
    y: ['y'],
    group: 'g',
  })
  await bench.dock.getByRole('button', { name: 'Export the chart' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'SVG drawing' }).click()
  const svg = await readFile(await (await saved).path(), 'utf8')
  const names = [...svg.matchAll(/<text[^>]*>(sample number \d+)</g)].map(([, name]) => name)
  expect(new Set(names).size).toBe(20)
  // Taller by the lines of the legend: the plot is as high as ever.
  expect(Number(/height="(\d+)"/.exec(svg)?.[1])).toBeGreaterThan(640)
})
