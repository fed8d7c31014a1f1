import { check } from './axe.ts'
import { clip, node, WIDE, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

const STATING = clip(
  [
    node('rows', 'DATA_INPUT', 'constant', 0, 0, { value: [{ id: 'p', x: 1 }] }),
    node('say', 'OUTPUT', 'store', 304, 0, { subject: 'Bath', content: 'There are {{rows.length}} rows.' }),
  ],
  [wire('rows', 'say')],
)

test('past runs, their comparison and conclusions have no serious barrier', async ({ page }) => {
  test.slow()
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  await bench.paste(STATING)
  await bench.run()
  await bench.ended('Completed')
  await bench.saved()
  await bench.select('rows')
  await bench.inspector.getByRole('tab', { name: 'Config' }).click()
  await bench.run()
  await bench.openTab('Runs')
  await expect(bench.dock.getByRole('button', { name: /open this run/ })).toHaveCount(2)

  await bench.go('Runs')
  await runs.choose(0)
  await runs.choose(1)
  await check(page, 'chosen runs')
  await runs.act(0, 'Run again with the same inputs')
  await expect(page.getByRole('dialog', { name: 'Running again may change things outside' })).toBeVisible()
  await check(page, 'what would be done')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await runs.act(0, 'Compare with the run before')
  await expect(bench.dock.getByRole('region', { name: 'How it differs' })).toBeVisible()
  await bench.dock.getByLabel('Also what is the same').check()
  await bench.dock.getByRole('button', { name: /^rows/ }).click()
  await bench.dock.getByLabel('1 the same').check()
  await expect(bench.dock.getByRole('row', { name: /Same p/ })).toBeVisible()
  await check(page, 'a comparison')

  await bench.go('Conclusions')
  await page.getByRole('button', { name: 'Origin' }).first().click()
  await expect(page.getByText('No file and no script led to it.')).toBeVisible()
  await check(page, 'the ledger')
})

test('a wide table has no serious barrier', async ({ page }) => {
  test.slow()
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.paste(WIDE(20, 300))
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('waves')
  await bench.inspector.getByRole('tab', { name: 'Result' }).click()
  const grid = bench.dock.getByRole('region', { name: 'Data' })
  await grid.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await expect(grid.getByText('end of 0', { exact: true })).toBeVisible()
  await check(page, 'a wide table')
  await bench.inspector.getByRole('tab', { name: 'Config' }).click()
  await expect(bench.field('SELECT')).toBeVisible()
  await check(page, 'a long SELECT')
})
