import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { ROOT, type RunningApp } from './app.ts'
import { clip, LARGE_VALUES, node, WIDE, wire } from './clips.ts'
import { expect } from './fixtures.ts'
import { begin, type Take } from './looks.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

const BUSY = 'Array.from({ length: 400000 }, (_, i) => Math.sqrt(i)).reduce((a, b) => a + b, 0)'

/** Four lines of nodes that have work to do, and one node that waits for all. */
const PARALLEL = clip(
  [
    ...[1, 2, 3, 4].map((n) =>
      node(`part_${n}`, 'CALCULATE', 'expression', 0, 160 * (n - 1), { expression: BUSY }),
    ),
    ...[1, 2, 3, 4].map((n) =>
      node(`next_${n}`, 'CALCULATE', 'expression', 304, 160 * (n - 1), { expression: `part_${n} + ${BUSY}` }),
    ),
    node('sum', 'CALCULATE', 'expression', 608, 240, { expression: 'next_1 + next_2 + next_3 + next_4' }),
  ],
  [1, 2, 3, 4].flatMap((n) => [wire(`part_${n}`, `next_${n}`), wire(`next_${n}`, 'sum')]),
)

/** What is seen of results, large: a tree, a text, bytes, a wide table; and when nodes ran beside each other. */
export async function everyValueScreen(page: Page, take: Take, app: RunningApp): Promise<void> {
  const bench = new Workbench(page)
  const dump = join(app.dataFolder, 'dump.bin')
  await writeFile(
    dump,
    Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256),
  )
  await bench.go('Canvas')
  const values = LARGE_VALUES(300)
  const bytes = (id: string, path: string, y: number) =>
    node(id, 'DATA_INPUT', 'file', 304, y, { path, format: 'bytes' })
  await begin(
    bench,
    clip(
      [
        ...values.nodes,
        bytes('picture', join(ROOT, 'electron/desktop/resources/icon.png'), 0),
        bytes('dump', dump, 160),
      ],
      [],
    ),
  )
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('many')
  await bench.dock.getByRole('button', { name: '1', exact: true }).click()
  await bench.dock.getByRole('button', { name: 'nested' }).click()
  await expect(bench.dock.getByText('"sample number 1"')).toBeVisible()
  await take('value-tree')
  await bench.dock.getByLabel('Search keys and values').fill('number 12')
  await page.keyboard.press('Enter')
  await expect(bench.dock.getByText(/^1 of \d+$/)).toBeVisible()
  await take('value-tree-search')
  await bench.select('text')
  await bench.dock.getByLabel('Find in the text').fill('needle')
  await page.keyboard.press('Enter')
  await expect(bench.dock.getByText('Part 5 of 9')).toBeVisible()
  await take('value-text')
  await bench.select('picture')
  await expect(bench.dock.getByRole('img', { name: 'The result' })).toBeVisible()
  await take('value-picture')
  await bench.select('dump')
  await expect(bench.dock.getByText(/00 07 0e 15/).first()).toBeVisible()
  await take('value-bytes')

  await bench.go('Chains')
  await begin(bench, WIDE(500, 300))
  await bench.run()
  await bench.ended('Completed')
  await bench.openTab('Data')
  await bench.select('waves')
  const grid = bench.dock.getByRole('region', { name: 'Data' })
  await expect(grid.locator('[data-cell="0 0"]')).toHaveText('0')
  await grid.evaluate((element) => {
    element.scrollLeft = 4321
  })
  await expect(grid.locator('[data-cell="1 42"]')).toHaveText('1,042')
  await take('data-wide')

  // The command takes as many runners as it is told, however few cores there are.
  const file = join(app.dataFolder, 'parallel.ergo.json')
  await writeFile(file, JSON.stringify({ format: 'ergo.chain', version: 1, ...PARALLEL, name: 'Four parts' }))
  // A page without its server would complain.
  await page.goto('about:blank')
  await app.kill()
  const command = [
    join(ROOT, 'out/main/cli.js'),
    '--data-dir',
    app.dataFolder,
    'run',
    file,
    '--parallel',
    '3',
  ]
  await promisify(execFile)(process.execPath, command)
  await app.restart()
  const again = new Workbench(await app.page())
  // The window opens where it was left, and would do so over the list.
  await expect(again.canvas.nodes.first()).toBeVisible()
  await again.go('Runs')
  await new Runs(again.page).open(0)
  await again.openTab('Timeline')
  await expect(again.dock.getByText('Runner 2')).toBeVisible()
  await take('timeline-parallel')
}
