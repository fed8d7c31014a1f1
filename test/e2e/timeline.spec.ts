import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constant, documentOf, expression, writeJson } from '../support/documents.ts'
import { ROOT } from './app.ts'
import { clip, LINE, node, WAVES, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

test('the timeline has a bar per node, zooms by keys, and leads to the node', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.newChain()
  const flaky = {
    ...node('flaky', 'CALCULATE', 'expression', 0, 300, { expression: 'nope.x' }),
    policy: { retries: 1, retryDelayMs: 300 },
  }
  await bench.paste({ ...LINE, nodes: [...LINE.nodes, flaky] })
  await bench.run()
  await bench.ended('Failed')
  await bench.openTab('Timeline')
  const bars = bench.dock.getByRole('button', { name: /^(a|double|plus|flaky), / })
  await expect(bars).toHaveCount(4)
  await expect(
    bench.dock.getByRole('button', { name: /^flaky, Failed, .*, 2 attempts, on the critical path/ }),
  ).toBeVisible()
  await expect(bench.dock.getByTitle(/^Waiting to try again: 3\d\d ms/)).toBeVisible()
  await expect(bench.dock.getByTitle(/^Failed attempt/)).toBeVisible()

  await bars.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(bars.nth(1)).toBeFocused()
  const firstMark = bench.dock.locator('[class*="tick"]').first()
  await expect(firstMark).toHaveText('0 ms')
  await page.keyboard.press('+')
  await expect(firstMark).not.toHaveText('0 ms')
  await page.keyboard.press('0')
  await expect(firstMark).toHaveText('0 ms')
  await bench.dock.getByRole('button', { name: /^double, / }).click()
  await expect(bench.inspector.getByRole('button', { name: 'Id double, change' })).toBeVisible()
})

test('nodes stand below the runners that they ran on', async ({ page, app }, testInfo) => {
  test.slow()
  const work = (id: string, from: string) =>
    expression(
      id,
      `(() => { let sum = 0; for (let i = 0; i < 2e6; i++) sum += i; return ${from} * sum * params.scale })()`,
    )
  const chain = documentOf(
    [
      constant('first', 1),
      constant('second', 2),
      work('left', 'first'),
      work('right', 'second'),
      expression('sum', 'left + right'),
    ],
    ['first>left', 'second>right', 'left>sum', 'right>sum'],
    { parameters: [{ name: 'scale', type: 'number', default: 1 }] },
  )
  const file = writeJson(testInfo.outputPath(), 'parallel.ergo.json', chain)
  // The command has as many runners as it is asked for, whatever machine this is.
  const parallel = (...flags: string[]) =>
    promisify(execFile)(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(ROOT, 'electron/cli.ts'),
        'run',
        file,
        '--parallel',
        '2',
        ...flags,
      ],
      { env: { ...process.env, ERGO_DATA_DIR: app.dataFolder } },
    )
  await parallel()
  await parallel('--reuse', '--param', 'scale=2')

  const bench = new Workbench(page)
  const runs = new Runs(page)
  const bar = (id: string) => bench.dock.getByRole('button', { name: new RegExp(`^${id}, `) })
  const head = (words: string) => bench.dock.getByText(words, { exact: true })
  await bench.go('Runs')
  await runs.open(1)
  await bench.openTab('Timeline')
  await expect(head('Runner 1')).toBeVisible()
  await expect(head('Runner 2')).toBeVisible()
  await expect(head('No runner')).toHaveCount(0)
  await expect(bar('first')).toHaveAccessibleName(/, Runner 1/)
  await expect(bar('left')).toHaveAccessibleName(/, Runner 1/)
  await expect(bar('second')).toHaveAccessibleName(/, Runner 2/)
  await expect(bar('right')).toHaveAccessibleName(/, Runner 2/)
  await expect(bar('sum')).toHaveAccessibleName(/, Runner 1/)

  await bench.go('Runs')
  await runs.open(0)
  await bench.openTab('Timeline')
  await expect(bar('first')).toHaveAccessibleName(/^first, Completed, reused, No runner/)
  await expect(bar('second')).toHaveAccessibleName(/^second, Completed, reused, No runner/)
  await expect(head('Runner 2')).toBeVisible()
  await expect(head('No runner')).toBeVisible()
})

test('a failed attempt stands apart while the run is going, with the wait after it', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.newChain()
  const flaky = {
    ...node('flaky', 'CALCULATE', 'expression', 0, 0, { expression: 'nope.x' }),
    policy: { retries: 1, retryDelayMs: 60_000 },
  }
  await bench.paste(clip([flaky], []))
  await bench.openTab('Timeline')
  await bench.run()
  await expect(bench.dock.getByTitle(/^Failed attempt/)).toBeVisible()
  const waiting = bench.dock.getByTitle(/^Waiting to try again: [\d.]+ (ms|s)$/)
  await expect(waiting).toBeVisible()
  await expect(bench.dock.getByRole('button', { name: /^flaky, Running, / })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await bench.ended('Stopped')
  await expect(waiting).toBeVisible()
})

test('a node says why it ran or did not, and how it goes usually', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.paste(
    clip(
      [
        node('a', 'DATA_INPUT', 'constant', 0, 0, { value: 20 }),
        node('twice', 'CALCULATE', 'expression', 304, 0, { expression: 'a * 2' }),
      ],
      [wire('a', 'twice')],
    ),
  )
  await bench.run()
  await bench.ended('Completed')
  await bench.select('twice')
  await bench.inspector.getByRole('tab', { name: 'Past' }).click()
  await expect(bench.inspector).toContainText('It ran: the run was to run everything it could.')
  await expect(bench.inspector.getByText('Failed')).toBeVisible()
  await expect(
    bench.inspector.getByRole('list', { name: 'Runs of this node' }).getByRole('listitem'),
  ).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(bench.inspector).toContainText(
    'Not run: nothing that it depends on had changed since its last result.',
  )
  await expect(bench.inspector.getByRole('listitem').first()).toContainText('reused')
  await bench.inspector.getByRole('button', { name: 'Open that run' }).click()
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
})

test('a node that gives tables says how many rows it usually gives', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.newChain()
  await bench.paste(WAVES(300))
  await bench.run()
  await bench.ended('Completed')
  await bench.select('seed')
  await bench.inspector.getByRole('tab', { name: 'Past' }).click()
  await expect(bench.inspector.getByText('Usual time')).toBeVisible()
  await expect(bench.inspector.getByText('Usual rows')).toHaveCount(0)
  await bench.select('waves')
  await expect(bench.inspector.getByText('Usual rows')).toBeVisible()
  await expect(bench.inspector.getByText('300 (median)')).toBeVisible()
})
