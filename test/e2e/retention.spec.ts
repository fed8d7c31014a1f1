import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

test('the history is pruned by limits, after saying what they would free', async ({ page }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  await bench.paste(LINE)
  for (const count of [1, 2, 3]) {
    await bench.run()
    await bench.ended('Completed')
    await bench.openTab('Runs')
    await expect(bench.dock.getByRole('button', { name: /open this run/ })).toHaveCount(count)
  }
  await bench.go('Runs')
  await runs.row(2).getByRole('button', { name: 'Star: keep this run' }).click()

  await bench.go('Settings')
  const history = page.getByRole('region', { name: 'History' })
  await expect(history).toContainText('3 runs, 1 starred')
  await history.getByLabel('Runs of all chains').fill('1')
  await expect(history).toContainText('would delete 1 run now')
  await history.getByRole('button', { name: 'Prune now…' }).click()
  await page.getByRole('dialog', { name: 'Delete 1 run?' }).getByRole('button', { name: 'Prune' }).click()
  await expect(history).toContainText(/1 run deleted: [\d.]+ [kM]?B before, [\d.]+ [kM]?B now\./)
  await expect(history).toContainText('2 runs, 1 starred')
  await expect(history).toContainText('Nothing exceeds these limits now.')
  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(2)
})
