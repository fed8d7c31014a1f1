import { clip, node, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

const ROWS = clip(
  [
    node('rows', 'DATA_INPUT', 'constant', 0, 0, {
      value: [
        { id: 'p', x: 1 },
        { id: 'q', x: 2 },
        { id: 'r', x: 3 },
      ],
    }),
    node('scaled', 'TRANSFORM', 'derive', 304, 0, { columns: [{ name: 'y', sql: 'x * 10' }] }),
    node('count', 'CALCULATE', 'expression', 304, 200, { expression: 'rows.length' }),
    node('note', 'CALCULATE', 'expression', 608, 200, { expression: 'count + 1' }),
  ],
  [wire('rows', 'scaled'), wire('rows', 'count'), wire('count', 'note')],
)

test('two runs are compared on the graph, in a list and row by row', async ({ page }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(ROWS)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await bench.saved()
  await bench.select('note')
  await bench.type('Expression', 'count + 5')
  await expect(canvas.node('note')).toContainText('count + 5')
  await bench.saved()
  // From within the text: these keys are the run's everywhere.
  await bench.run()
  await expect(canvas.node('note')).toContainText('8')
  await bench.ended('Completed')

  await bench.go('Runs')
  await runs.choose(0)
  await runs.choose(1)
  await runs.chosen.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1 node differs' })).toBeVisible()
  await expect(canvas.node('note')).toContainText('Changed, the first')
  await expect(canvas.node('rows')).toContainText('Same')
  const detail = bench.dock.getByRole('region', { name: 'How it differs' })
  await expect(detail).toContainText('Its value differs.')
  await expect(detail.getByRole('row', { name: 'config.expression count + 1 count + 5' })).toBeVisible()
  await expect(detail.getByRole('row', { name: 'Value 4 8' })).toBeVisible()
  await bench.dock.getByRole('button', { name: /^Chain/ }).click()
  await expect(detail.getByRole('heading', { name: 'note' })).toBeVisible()

  await bench.dock.getByLabel('Also what is the same').check()
  await bench.dock.getByRole('button', { name: /^scaled/ }).click()
  await expect(detail.getByLabel('3 the same')).toBeVisible()
  await detail.getByLabel('3 the same').check()
  await expect(detail.getByRole('row', { name: /Same q 2 20/ })).toBeVisible()

  await page.getByRole('button', { name: 'Show the first' }).click()
  await expect(canvas.node('note')).toContainText('count + 1')
  await page.getByRole('button', { name: 'Stop comparing' }).click()
  await expect(canvas.node('note')).not.toContainText('Changed')
})
