import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from './app.ts'
import { FAILING, LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

test('past runs are searched, filtered, starred and deleted in bulk', async ({ page }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  await bench.paste(LINE)
  for (let count = 0; count < 3; count++) {
    await bench.run()
    await bench.ended('Completed')
    await expect(bench.dock.getByRole('tab', { name: 'Runs' })).toBeVisible()
  }
  await bench.paste(FAILING)
  await bench.run()
  await bench.ended('Failed')

  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(4)
  await page.getByLabel('Search runs').fill('41')
  await expect(runs.rows).toHaveCount(4)
  await runs.filter('Where to search', 'in inputs')
  await expect(page.getByText('No run fits')).toBeVisible()
  await page.getByRole('button', { name: 'Clear' }).click()
  await runs.filter('Status', 'Failed')
  await expect(runs.rows).toHaveCount(1)
  await expect(runs.row(0)).toContainText('1 failed')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(runs.rows).toHaveCount(4)

  const [before, today] = await page.evaluate(() => {
    const dayOf = (time: number): string => new Intl.DateTimeFormat('sv').format(time)
    return [dayOf(Date.now() - 3 * 86_400_000), dayOf(Date.now())]
  })
  await runs.filter('Started', 'Between')
  await page.getByLabel('From this day').fill(before ?? '')
  await page.getByLabel('To the end of this day').fill(before ?? '')
  await expect(page.getByText('No run fits')).toBeVisible()
  await page.getByLabel('To the end of this day').fill(today ?? '')
  await expect(runs.rows).toHaveCount(4)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByLabel('From this day')).toHaveCount(0)

  await runs.row(3).getByRole('button', { name: 'Star: keep this run' }).click()
  await expect(runs.row(3).getByRole('button', { name: 'Starred, take the star away' })).toBeVisible()
  await page.getByRole('search').getByRole('button', { name: 'Starred' }).click()
  await expect(runs.rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear' }).click()

  await page.getByRole('checkbox', { name: 'Choose all shown' }).check()
  await expect(runs.chosen).toContainText('4 runs chosen')
  await runs.row(3).getByRole('checkbox').uncheck()
  await runs.chosen.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 3 runs?' })
  await expect(dialog).toContainText('will be gone for good')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(runs.rows).toHaveCount(4)
  await runs.chosen.getByRole('button', { name: 'Delete…' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(runs.rows).toHaveCount(1)
  await expect(runs.row(0).getByRole('button', { name: 'Starred, take the star away' })).toBeVisible()
})

test('a run of the command line in the same data folder appears by itself', async ({ page, app }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  await bench.go('Runs')
  await expect(page.getByText('No runs yet')).toBeVisible()
  const chain = join(ROOT, 'shared/examples/first-steps.ergo.json')
  const command = ['--data-dir', app.dataFolder, 'run', chain]
  await promisify(execFile)(process.execPath, [join(ROOT, 'electron/cli.ts'), ...command])
  await expect(runs.rows).toHaveCount(1)
  await expect(runs.row(0)).toContainText('Completed')
  await expect(runs.row(0)).toContainText('Command')
})

test('a run stays readable when its chain is deleted, and can be run again', async ({ page }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  await bench.paste(LINE)
  await bench.run()
  await bench.ended('Completed')
  await bench.saved()
  await bench.go('Chains')
  await page.getByRole('button', { name: 'Actions for Untitled chain' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await bench.go('Runs')
  await expect(runs.row(0)).toContainText('deleted since')
  await runs.open(0)
  await expect(page.getByText('The chain has been deleted since.')).toBeVisible()
  await expect(bench.canvas.node('plus')).toContainText('41')
  await page.getByRole('button', { name: 'Run again' }).click()
  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(2)
  await expect(runs.row(0)).toContainText('Run again')
  await expect(runs.row(0)).toContainText('Completed')
  await expect(page.getByText('The chain has been deleted since.')).toBeHidden()
})

test.describe('with somebody to send to', () => {
  const heard: string[] = []
  let server: Server
  test.beforeAll(async () => {
    server = createServer((request, response) => {
      request.on('data', (part) => heard.push(String(part)))
      request.on('end', () => response.end('{}'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  test.afterAll(() => server.close())

  test('running again asks about what it would send, with the payload', async ({ page }) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/results`
    const bench = new Workbench(page)
    const runs = new Runs(page)
    await bench.newChain()
    const send = {
      id: 'tell',
      type: 'OUTPUT',
      operation: 'send',
      name: 'Tell',
      config: { url },
      position: { x: 900, y: 0 },
    }
    const wire = { id: 'w', source: 'plus', sourcePort: 'out', target: 'tell', targetPort: 'in' }
    await bench.paste({ ...LINE, nodes: [...LINE.nodes, send], edges: [...LINE.edges, wire] })
    await bench.run()
    await bench.ended('Completed')
    await bench.saved()
    expect(heard).toEqual(['{"plus":41}'])

    await bench.go('Runs')
    await runs.act(0, 'Run again with the same inputs')
    const dialog = page.getByRole('dialog', { name: 'Running again may change things outside' })
    await expect(dialog).toContainText(`Tell would send POST to ${url}.`)
    await expect(dialog).toContainText('{"plus":41}')
    await dialog.getByRole('button', { name: 'Run without these nodes' }).click()
    await bench.ended('Completed')
    await expect(bench.canvas.node('tell')).toContainText('Not part of this run')
    expect(heard).toHaveLength(1)

    await bench.go('Runs')
    await runs.act(1, 'Run again with the same inputs')
    await dialog.getByRole('button', { name: 'Run, and do this' }).click()
    await bench.ended('Completed')
    await expect(bench.canvas.node('tell').getByRole('img', { name: 'Completed' })).toBeVisible()
    expect(heard).toHaveLength(2)
  })
})

test('a failed run is resumed from the window', async ({ page }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  await bench.paste(FAILING)
  await bench.run()
  await bench.ended('Failed')
  await bench.saved()
  await bench.go('Runs')
  await runs.act(0, /^Resume/)
  await bench.ended('Failed')
  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(2)
  await expect(runs.row(0)).toContainText('Resumed')
  await expect(runs.row(0)).toContainText('1 reused')
})

test('runs that are chosen in one list are not in another', async ({ page }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.begin(LINE)
  await bench.run()
  await bench.ended('Completed')
  await bench.saved()
  await bench.go('Runs')
  await runs.choose(0)
  await expect(runs.chosen).toContainText('1 run chosen')

  await bench.go('Chains')
  await bench.begin(FAILING)
  await bench.run()
  await bench.ended('Failed')
  await bench.openTab('Runs')
  await expect(runs.rows).toHaveCount(1)
  await expect(runs.chosen).toHaveCount(0)
  await runs.choose(0)
  await expect(runs.chosen).toContainText('1 run chosen')
  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(2)
  await expect(runs.chosen).toHaveCount(0)
  await runs.choose(1)
  await runs.chosen.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog', { name: 'Delete 1 run?' }).getByRole('button', { name: 'Delete' }).click()
  await expect(runs.rows).toHaveCount(1)
  await expect(runs.row(0)).toContainText('Failed')
})
