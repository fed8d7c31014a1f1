import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ROOT } from './app.ts'
import { BRANCHES_AND_FAILURE } from './clips.ts'
import { expect } from './fixtures.ts'
import { forEveryLook } from './looks.ts'
import { Workbench } from './pages/workbench.ts'

/** Daily weather of Seattle, 2012 to 2015 (NOAA). */
const WEATHER = join(ROOT, 'node_modules/vega-datasets/data/seattle-weather.csv')

async function everyScreen(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const bench = new Workbench(page)
  const { canvas } = bench
  await expect(page.getByText('No chain is open')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Templates to start with' })).toBeVisible()
  await take('no-chain')
  await bench.go('Templates')
  await expect(page.getByRole('article').first()).toBeVisible()
  await take('templates')
  await bench.startWith('Five weighings')
  await bench.run()
  await bench.ended('Completed')
  await take('example')
  await bench.go('Chains')
  await expect(page.getByRole('region', { name: 'Templates to start with' })).toBeVisible()
  await take('chains-empty')
  await bench.go('Runs')
  await take('runs-empty')

  await bench.go('Chains')
  await bench.newChain()
  await take('canvas-empty')
  await canvas.drop('File', { x: 130, y: 80 })
  await bench.field('File').fill(WEATHER)
  await take('form-file')
  await canvas.drop('Filter rows', { x: 400, y: 80 })
  await canvas.connect(canvas.output('file'), canvas.input('filter_rows'))
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('file')
  await expect(bench.dock.getByRole('row').nth(3)).toContainText('2012')
  await bench.inspector.getByRole('tab', { name: 'Result' }).click()
  await take('data')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')

  await bench.paste(BRANCHES_AND_FAILURE)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Failed')
  await take('after-run')
  for (const tab of ['Outcome', 'Runs', 'Timeline', 'Log', 'Problems']) {
    await bench.dock.getByRole('tab', { name: tab }).click()
    await take(`dock-${tab.toLowerCase()}`)
  }
  await bench.select('over')
  for (const tab of ['Config', 'Result', 'Policy', 'Past']) {
    await bench.inspector.getByRole('tab', { name: tab }).click()
    await take(`inspector-${tab.toLowerCase()}`)
  }
  await canvas.node('yes').click({ button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
  await take('menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  const finder = page.getByPlaceholder('Find an action, node, chain or run')
  await finder.fill('run')
  await take('finder')
  await page.keyboard.press('Escape')
  await expect(finder).toHaveCount(0)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toBeVisible()
  await take('shortcuts')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await page.getByRole('button', { name: 'Inputs', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Inputs of the run' })).toBeVisible()
  await take('inputs')
  await page.keyboard.press('Escape')
  await canvas.pane.dblclick({ position: { x: 40, y: 40 } })
  await take('picker')
  await page.keyboard.press('Escape')
  await bench.dock.getByRole('tab', { name: 'Runs' }).click()
  await bench.dock
    .getByRole('button', { name: /open this run/ })
    .last()
    .click()
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
  await take('past-run')
  for (const section of ['Chains', 'Runs', 'Conclusions', 'Settings'] as const) {
    await bench.go(section)
    await expect(page.getByRole('heading', { name: section, level: 1 })).toBeVisible()
    await take(section.toLowerCase())
  }
}

forEveryLook('every screen', everyScreen)
