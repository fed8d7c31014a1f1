import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './app.ts'
import { LARGE_VALUES } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a value of 50 MB is a tree that never holds the window up', async ({ page, app }) => {
  test.slow()
  const record = (id: number) =>
    JSON.stringify({ id, name: `sample number ${id}`, value: id / 7, tags: ['a', 'b'], nested: { x: id } })
  const records = Array.from({ length: 500_000 }, (_, id) => record(id)).join(',')
  const path = join(app.dataFolder, 'large.json')
  await writeFile(path, `{"samples":[${records}]}`)
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.paste({
    name: 'clip',
    nodes: [
      {
        id: 'many',
        type: 'DATA_INPUT',
        operation: 'file',
        name: 'many',
        config: { path },
        position: { x: 0, y: 0 },
      },
    ],
    edges: [],
  })
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await expect(bench.runLine.getByRole('img', { name: 'Completed' })).toBeVisible({ timeout: 90_000 })
  await bench.inspector.getByRole('tab', { name: 'Past' }).click()
  // What was pasted is selected; a click beside it lets go.
  await bench.canvas.pane.click({ position: { x: 4, y: 4 } })
  await bench.openTab('Data')
  await page.evaluate(() => {
    let last = performance.now()
    const gaps = { longest: 0 }
    Object.assign(window, { gaps })
    const tick = (): void => {
      const now = performance.now()
      gaps.longest = Math.max(gaps.longest, now - last)
      last = now
      requestAnimationFrame(tick)
    }
    tick()
  })
  await bench.canvas.node('many').click()
  const tree = bench.dock.getByRole('region', { name: 'Value' })
  // While the value is read, the app answers what else it is asked.
  const answered: string[] = []
  await Promise.all([
    expect(tree.getByText('[ 500,000 items ]'))
      .toBeVisible({ timeout: 60_000 })
      .then(() => answered.push('value')),
    expect(bench.inspector.getByText('Usual time'))
      .toBeVisible({ timeout: 60_000 })
      .then(() => answered.push('past')),
  ])
  expect(answered).toEqual(['past', 'value'])
  await tree.getByRole('button', { name: 'samples' }).click()
  await expect(tree.getByText('{ 5 fields }').first()).toBeVisible()
  await tree.evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  await expect(tree.getByText('499999', { exact: true })).toBeVisible({ timeout: 20_000 })
  await bench.dock.getByLabel('Search keys and values').fill('sample number 123456')
  await page.keyboard.press('Enter')
  await expect(bench.dock.getByText('1 of 1', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(tree.getByText('"sample number 123456"')).toBeVisible()
  const longest = await page.evaluate(() => (window as unknown as { gaps: { longest: number } }).gaps.longest)
  expect(longest).toBeLessThan(1500)
})

test('a long text is read by parts, and bytes are a picture or a dump', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.paste(LARGE_VALUES(3))
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('text')
  await expect(bench.dock.getByText('Part 1 of 9')).toBeVisible()
  await bench.dock.getByLabel('Find in the text').fill('NEEDLE')
  await page.keyboard.press('Enter')
  await expect(bench.dock.getByText('Part 5 of 9')).toBeVisible()
  await expect(bench.dock.locator('mark')).toHaveText('needle')

  await bench.select('many')
  await bench.dock.getByRole('button', { name: '1', exact: true }).click()
  await bench.dock.getByRole('button', { name: 'nested' }).click()
  await expect(bench.dock.getByText('"sample number 1"')).toBeVisible()

  await bench.canvas.drop('File', { x: 500, y: 80 })
  await bench.field('File').fill(join(ROOT, 'electron/desktop/resources/icon.png'))
  await bench.field('Format').click()
  await page.getByRole('option', { name: 'Bytes' }).click()
  await bench.run()
  await bench.ended('Completed')
  await expect(bench.dock.getByRole('img', { name: 'The result' })).toBeVisible()
  await bench.dock.getByText('Bytes', { exact: true }).click()
  await expect(bench.dock.getByText(/89 50 4e 47 .*\.PNG/)).toBeVisible()
})
