import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RunningApp } from './app.ts'
import { clip, node, wire } from './clips.ts'
import { expect } from './fixtures.ts'
import { begin, type Take } from './looks.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

/** Readings from a file, what is concluded from them, and somebody who is told and does not answer. */
const concluding = (path: string) =>
  clip(
    [
      node('readings', 'DATA_INPUT', 'file', 0, 0, { path }),
      node('scaled', 'TRANSFORM', 'derive', 304, 0, {
        columns: [{ name: 'kelvin', sql: 'celsius + 273.15' }],
      }),
      node('mean', 'CALCULATE', 'statistical', 608, 0, { column: 'kelvin' }),
      node('say', 'OUTPUT', 'store', 912, 0, {
        subject: 'Bath',
        content: 'The mean temperature of the bath was {{mean}} K.',
      }),
      node('keep', 'OUTPUT', 'store', 912, 160, { subject: 'Room', content: 'The room was not measured.' }),
      node('tell', 'OUTPUT', 'send', 912, 320, { url: 'http://127.0.0.1:9/results' }),
    ],
    [
      wire('readings', 'scaled'),
      wire('scaled', 'mean'),
      wire('mean', 'say'),
      wire('mean', 'keep'),
      wire('mean', 'tell'),
    ],
  )

/** What is seen of runs that are over: two compared, what would be done again, conclusions, how much is kept. */
export async function everyPastScreen(page: Page, take: Take, { dataFolder }: RunningApp): Promise<void> {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  const path = join(dataFolder, 'readings.csv')
  const readings = (last: string): string => `id,celsius\na,21.5\nb,22.25\nc,20.75\nd,${last}\n`
  await writeFile(path, readings('23'))
  await begin(bench, concluding(path))
  await bench.run()
  await bench.ended('Failed')
  await bench.saved()
  await writeFile(path, readings('25'))
  await bench.run()
  await bench.openTab('Runs')
  await expect(bench.dock.getByRole('button', { name: /open this run/ })).toHaveCount(2)
  await bench.ended('Failed')

  await bench.go('Runs')
  await runs.choose(0)
  await runs.choose(1)
  await take('runs-chosen')
  await runs.filter('Started', 'Between')
  await page.getByLabel('From this day').fill('2026-01-01')
  await take('runs-between')
  await page.getByRole('button', { name: 'Clear' }).click()
  await runs.act(0, 'Run again with the same inputs')
  await expect(page.getByRole('dialog', { name: 'Running again may change things outside' })).toBeVisible()
  await take('effects')
  await page.getByRole('button', { name: 'Cancel' }).click()

  await runs.act(0, 'Compare with the run before')
  await expect(bench.dock.getByRole('region', { name: 'How it differs' })).toBeVisible()
  await take('compare')
  await bench.dock.getByRole('button', { name: /^scaled/ }).click()
  await expect(bench.dock.getByRole('row').nth(1)).toBeVisible()
  await take('compare-rows')
  await bench.dock.getByRole('button', { name: /^Chain/ }).click()
  await take('compare-chain')
  await page.getByRole('button', { name: 'Stop comparing' }).click()

  await writeFile(path, readings('26'))
  await bench.go('Conclusions')
  const items = page.getByRole('list', { name: 'Conclusions' }).getByRole('listitem')
  await expect(items.first()).toBeVisible()
  await take('conclusions-some')
  await page.getByRole('button', { name: 'Origin' }).first().click()
  await take('conclusions-origin')

  await bench.go('Settings')
  const history = page.getByRole('region', { name: 'History' })
  await history.getByLabel('Runs of all chains').fill('1')
  await expect(history).toContainText('would delete 1 run now')
  await history.scrollIntoViewIfNeeded()
  await take('retention')
  await history.getByRole('button', { name: 'Prune now…' }).click()
  await expect(page.getByRole('dialog', { name: 'Delete 1 run?' })).toBeVisible()
  await take('retention-prune')
  await page.keyboard.press('Escape')
}
