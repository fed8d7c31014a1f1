import { readFile } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { WAVES, WIDE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { type Clip, Workbench } from './pages/workbench.ts'

const cell = (bench: Workbench, row: number, column: number) =>
  bench.dock.locator(`[data-cell="${row} ${column}"]`)

async function open(bench: Workbench, table: number | Clip): Promise<void> {
  await bench.newChain()
  await bench.paste(typeof table === 'number' ? WAVES(table) : table)
  await bench.page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('waves')
}

test('a table is sorted, filtered and searched', async ({ page }) => {
  const bench = new Workbench(page)
  await open(bench, 300)
  await expect(cell(bench, 0, 0)).toHaveText('0')
  await expect(bench.dock.getByText('300 rows')).toBeVisible()

  const header = bench.dock.getByRole('button', { name: /^y number/ })
  await header.click()
  await header.click()
  await expect(bench.dock.getByRole('columnheader', { name: /^y / })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await expect(cell(bench, 0, 1)).toHaveText('99')

  await bench.dock.getByLabel('Search all columns').fill('b')
  await page.keyboard.press('Enter')
  await expect(bench.dock.getByText('100 of 300 rows')).toBeVisible()

  await bench.dock.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Condition' }).click()
  await page.getByRole('option', { name: 'is less than' }).click()
  await page.getByRole('textbox', { name: 'Value' }).fill('10')
  await page.getByRole('button', { name: 'Add filter' }).click()
  await expect(bench.dock.getByText('3 of 300 rows')).toBeVisible()
  await bench.dock.getByRole('button', { name: /Remove the filter i < 10/ }).click()
  await expect(bench.dock.getByText('100 of 300 rows')).toBeVisible()
})

test('cells are copied, columns described, rows exported', async ({ page, shell }) => {
  const bench = new Workbench(page)
  await open(bench, 300)
  if (shell === 'browser') await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await cell(bench, 1, 0).click()
  await cell(bench, 2, 4).click({ modifiers: ['Shift'] })
  await page.keyboard.press('ControlOrMeta+c')
  await expect(page.getByText('Copied 2 × 5 cells')).toBeVisible()
  if (shell === 'browser') {
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text.split('\n').map((line) => line.split('\t').length)).toEqual([5, 5])
    expect(text).toMatch(/^1\t.*\tb\n2\t.*\tc$/)
  }

  await bench.dock.getByText('Columns', { exact: true }).click()
  const kind = bench.dock.getByRole('article', { name: 'kind' })
  await kind.scrollIntoViewIfNeeded()
  await expect(kind).toContainText('Different3')
  await bench.dock.getByRole('article', { name: 'y' }).scrollIntoViewIfNeeded()
  await expect(bench.dock.getByRole('article', { name: 'y' })).toContainText('Greatest99')

  if (shell !== 'browser') return
  await bench.dock.getByText('Rows', { exact: true }).click()
  const lines = (await readFile(await exported(bench, 'CSV'), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(301)
  expect(lines[0]).toBe('i,y,z,u,kind')
})

test('rows are exported as Parquet and JSON, those that are shown', async ({ page, shell }) => {
  test.skip(shell !== 'browser', 'The desktop asks where to save.')
  const bench = new Workbench(page)
  await open(bench, 300)
  const parquet = await exported(bench, 'Parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const read = await connection.runAndReadAll(
    `SELECT count(*), max(y), count(DISTINCT kind), any_value(typeof(i)), any_value(typeof(y)), max(i) FROM read_parquet('${parquet}')`,
  )
  connection.closeSync()
  instance.closeSync()
  expect(read.getRowsJson()).toEqual([['300', 99, '3', 'BIGINT', 'DOUBLE', '299']])

  const all: unknown = JSON.parse(await readFile(await exported(bench, 'JSON'), 'utf8'))
  expect(all).toHaveLength(300)
  expect(all).toHaveProperty('[100]', { i: 100, y: 99, z: 20 * Math.cos(3), u: 1.5, kind: 'b' })

  await bench.dock.getByLabel('Search all columns').fill('b')
  await page.keyboard.press('Enter')
  await expect(bench.dock.getByText('100 of 300 rows')).toBeVisible()
  await bench.dock.getByRole('button', { name: /^i integer/ }).click()
  await bench.dock.getByRole('button', { name: /^i integer/ }).click()
  await expect(cell(bench, 0, 0)).toHaveText('298')
  const some: unknown = JSON.parse(await readFile(await exported(bench, 'JSON'), 'utf8'))
  expect(some).toHaveLength(100)
  expect(some).toHaveProperty('[0].i', 298)
  expect(some).toHaveProperty('[99].i', 1)
})

/** Where the browser has put what was exported. */
async function exported({ dock, page }: Workbench, format: 'CSV' | 'JSON' | 'Parquet'): Promise<string> {
  await dock.getByRole('button', { name: 'Export the table' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: format }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe(`waves.${format.toLowerCase()}`)
  return file.path()
}

test('a million rows scroll from top to bottom in little memory', async ({ page, shell }) => {
  test.slow()
  const bench = new Workbench(page)
  await open(bench, 1_000_000)
  await expect(cell(bench, 0, 0)).toHaveText('0')
  const grid = bench.dock.getByRole('region', { name: 'Data' })
  const session = shell === 'browser' ? await page.context().newCDPSession(page) : null
  const heap = async (): Promise<number> => {
    if (!session) return 0
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize / 1e6
  }
  const before = await heap()
  let most = before
  const steps = 100
  for (let step = 1; step <= steps; step += 1) {
    await grid.evaluate((element, share) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * share
    }, step / steps)
    await expect(grid.locator('td').nth(60)).not.toHaveText('')
    if (step % 25 === 0) most = Math.max(most, await heap())
  }
  await expect(cell(bench, 999_999, 0)).toHaveText('999,999')
  expect(most - before).toBeLessThan(50)

  // By hand: the end is reached row by row, the wheel moves by rows whatever the bar stands for.
  await grid.focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ControlOrMeta+Home')
  await expect(cell(bench, 0, 0)).toHaveText('0')
  await grid.hover()
  await page.mouse.wheel(0, 240)
  await expect(cell(bench, 10, 0)).toHaveText('10')
  await page.keyboard.press('ControlOrMeta+End')
  await expect(cell(bench, 999_999, 4)).toHaveAttribute('data-head', 'true')
})

test('a table of 300 columns has a screenful of cells, and reaches its last column', async ({
  page,
  shell,
}) => {
  test.slow()
  const bench = new Workbench(page)
  await open(bench, WIDE(500, 300))
  const grid = bench.dock.getByRole('region', { name: 'Data' })
  const header = (name: string) => grid.getByRole('columnheader', { name: new RegExp(`^${name} `) })
  await expect(cell(bench, 0, 0)).toHaveText('0')
  await expect(grid.getByRole('table')).toHaveAttribute('aria-colcount', '301')
  const drawn = async (): Promise<number> => grid.locator('tr').nth(1).locator('td[data-cell]').count()
  expect(await drawn()).toBeLessThan(30)

  // Columns on the way stand under their own headers, and the row's number stays.
  for (const share of [0.13, 0.5, 0.77, 1]) {
    await grid.evaluate((element, at) => {
      element.scrollLeft = (element.scrollWidth - element.clientWidth) * at
    }, share)
    await expect
      .poll(() => grid.evaluate(lined), { message: `at ${share}` })
      .toEqual({ seen: true, out: [], wrong: [] })
    expect(await drawn()).toBeLessThan(30)
    await expect(grid.getByRole('rowheader', { name: '1', exact: true })).toBeInViewport()
  }
  await expect(cell(bench, 1, 299)).toHaveText('end of 1')
  await expect(header('c299')).toHaveAttribute('aria-colindex', '301')
  await expect(cell(bench, 0, 0)).toHaveCount(0)

  // By hand.
  await grid.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Home')
  await expect(cell(bench, 0, 0)).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('End')
  await expect(cell(bench, 0, 299)).toBeInViewport({ ratio: 1 })
  await expect(cell(bench, 0, 299)).toHaveAttribute('data-head', 'true')
  await expect(grid.getByRole('status')).toHaveText('c299, row 1: end of 0')
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowLeft')
  await expect(cell(bench, 0, 279)).toBeInViewport({ ratio: 1 })
  expect(await grid.evaluate(hidden, '0 279')).toBe(false)

  // Cells out of sight are copied, and the order changes by a column far right.
  if (shell === 'browser') {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.keyboard.press('Shift+Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('ControlOrMeta+c')
    await expect(page.getByText('Copied 2 × 280 cells')).toBeVisible()
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
    expect(lines.map((line) => line.split('\t').length)).toEqual([280, 280])
    expect(lines[1]?.split('\t').at(-1)).toBe('1279')
  }
  await page.keyboard.press('End')
  await header('c298').getByRole('button').click()
  await header('c298').getByRole('button').click()
  await expect(header('c298')).toHaveAttribute('aria-sort', 'descending')
  await expect(cell(bench, 0, 298)).toHaveText('499,298')
  await page.keyboard.press('ControlOrMeta+End')
  await expect(cell(bench, 499, 299)).toHaveText('end of 0')
})

test('a table of 30 columns is drawn whole, and no cell that one goes to is under the row numbers', async ({
  page,
}) => {
  const bench = new Workbench(page)
  await open(bench, WIDE(20, 30))
  const grid = bench.dock.getByRole('region', { name: 'Data' })
  await expect(cell(bench, 0, 29)).toHaveText('end of 0')
  await expect(grid.locator('tr').nth(1).locator('td')).toHaveCount(30)
  await expect(grid.getByRole('table')).not.toHaveAttribute('aria-colcount')
  await grid.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await expect(cell(bench, 0, 29)).toBeInViewport({ ratio: 0.99 })
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowLeft')
  await expect(cell(bench, 0, 9)).toHaveAttribute('data-head', 'true')
  expect(await grid.evaluate(hidden, '0 9')).toBe(false)
  await expect(grid.getByRole('rowheader', { name: '1', exact: true })).toBeInViewport()
})

/** Which headers in sight don't stand over the first row's cell of their column, and which cells hold what is another column's. */
function lined(grid: Element): { seen: boolean; out: string[]; wrong: string[] } {
  const view = grid.getBoundingClientRect()
  const cells = [...grid.querySelectorAll('tbody tr:first-child td[data-cell]')]
  const out: string[] = []
  const wrong: string[] = []
  let width = 0
  for (const cell of cells) {
    const column = Number(cell.getAttribute('data-cell')?.split(' ')[1])
    const head = grid.querySelector(`th[aria-colindex="${column + 2}"]`)
    const [at, above] = [cell.getBoundingClientRect(), head?.getBoundingClientRect()]
    if (at.left !== above?.left || at.width !== above.width) out.push(`c${column}`)
    const text = column === 299 ? 'end of 0' : String(column)
    if (!head?.textContent?.startsWith(`c${column} `) || cell.textContent !== text) wrong.push(`c${column}`)
    width += Math.max(0, Math.min(at.right, view.right) - Math.max(at.left, view.left))
  }
  // No gap: cells reach from one side to the other.
  return { seen: width > view.width - 100, out, wrong }
}

/** Whether a cell is covered at its left by another, as by the row's number. */
function hidden(grid: Element, place: string): boolean {
  const cell = grid.querySelector(`[data-cell="${place}"]`)
  const box = cell?.getBoundingClientRect()
  return !box || document.elementFromPoint(box.left + 2, box.top + box.height / 2) !== cell
}

test('a table is drawn on the spot, and the chart becomes a node', async ({ page }) => {
  const bench = new Workbench(page)
  await open(bench, 300)
  await bench.dock.getByText('Chart', { exact: true }).click()
  await expect(bench.dock.getByRole('img', { name: /^Line chart: y over i/ })).toBeVisible()
  await bench.dock.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Histogram' }).click()
  await expect(bench.dock.getByRole('img', { name: /^Histogram: count over y/ })).toBeVisible()
  await bench.dock.getByRole('button', { name: 'Add as a chart node' }).click()
  await expect(bench.canvas.node('chart')).toContainText('histogram of y')
  await bench.run()
  await bench.ended('Completed')
  await expect(bench.canvas.node('chart').locator('svg path').last()).toBeVisible()
})
