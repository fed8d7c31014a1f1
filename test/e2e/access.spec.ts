import type { Page } from '@playwright/test'
import { check } from './axe.ts'
import { BRANCHES_AND_FAILURE, clip, node } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

/** A chain with branches and a failure, after its run. */
async function afterRun(page: Page): Promise<Workbench> {
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.paste(BRANCHES_AND_FAILURE)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Failed')
  return bench
}

test.describe('there is no serious barrier', () => {
  test.slow()

  test('on an empty window, an empty chain and one after its run', async ({ page }) => {
    await check(page, 'no chain')
    await new Workbench(page).newChain()
    await check(page, 'an empty chain')
    await new Workbench(page).go('Chains')
    await afterRun(page)
    await check(page, 'a chain after its run')
  })

  test('in the inspector', async ({ page }) => {
    const bench = await afterRun(page)
    await bench.select('over')
    for (const tab of ['Config', 'Result', 'Policy', 'Past']) {
      await bench.inspector.getByRole('tab', { name: tab }).click()
      await check(page, tab)
    }
  })

  test('in a form with rows, and with what is wrong said in it', async ({ page }) => {
    const bench = new Workbench(page)
    await bench.begin(
      clip(
        [
          node('rows', 'DATA_INPUT', 'database', 0, 0, { filters: { mass: 1, kind: 'a' } }),
          node('sum', 'CALCULATE', 'arithmetic', 304, 0, { operands: [1, 2] }),
        ],
        [],
      ),
    )
    await bench.select('rows')
    await bench.field('Value of mass').fill('2,5')
    await bench.field('Name of Only rows where 2').fill('mass')
    await expect(bench.inspector.getByText('There is another of this name.')).toBeVisible()
    await check(page, 'a record')
    await bench.select('sum')
    await check(page, 'a list')
  })

  test('in the dock', async ({ page }) => {
    const bench = await afterRun(page)
    for (const tab of ['Outcome', 'Runs', 'Timeline', 'Data', 'Log', 'Problems']) {
      await bench.dock.getByRole('tab', { name: tab }).click()
      await check(page, tab)
    }
  })

  test('in the finder, the keys, the inputs and a past run', async ({ page }) => {
    const bench = await afterRun(page)
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByPlaceholder('Find an action, node, chain or run')).toBeVisible()
    await check(page, 'the finder')
    await page.keyboard.press('Escape')
    await expect(page.getByPlaceholder('Find an action, node, chain or run')).toHaveCount(0)
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await check(page, 'the keys')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Inputs', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'Inputs of the run' })).toBeVisible()
    await check(page, 'the inputs')
    await page.keyboard.press('Escape')
    await bench.dock.getByRole('tab', { name: 'Runs' }).click()
    await bench.dock
      .getByRole('button', { name: /open this run/ })
      .first()
      .click()
    await expect(page.getByText('with the chain as it was then')).toBeVisible()
    await check(page, 'a past run')
  })

  test('in the lists and the settings', async ({ page }) => {
    const bench = await afterRun(page)
    for (const section of ['Chains', 'Runs', 'Settings'] as const) {
      await bench.go(section)
      await expect(page.getByRole('heading', { name: section, level: 1 })).toBeVisible()
      await check(page, section)
    }
  })
})
