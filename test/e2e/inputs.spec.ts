import { clip, ENDLESS, node, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

test('a run asks for its inputs, and sets of them are kept by name', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await canvas.drop('Constant', { x: 130, y: 80 })
  await bench.field('Value').fill('10')
  await canvas.drop('Expression', { x: 420, y: 80 })
  await canvas.connect(canvas.output('constant'), canvas.input('expression'))
  await bench.type('Expression', 'constant * params.factor')
  await page.keyboard.press('Escape')
  await canvas.pane.click({ position: { x: 20, y: 20 } })
  await bench.inspector.getByRole('button', { name: 'Add input' }).click()
  await bench.field('Name of input 1').fill('factor')

  // There is no default: the run asks.
  await bench.run()
  const dialog = page.getByRole('dialog', { name: 'Inputs of the run' })
  await dialog.getByLabel('factor').fill('2')
  await dialog.getByLabel('Saved set').fill('Monday')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Replace' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await bench.ended('Completed')
  await expect(canvas.node('expression')).toContainText('20')

  await page.getByRole('button', { name: 'Inputs (1)' }).click()
  await dialog.getByLabel('factor').fill('7')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(canvas.node('expression')).toContainText('70')

  await page.reload()
  await page.getByRole('button', { name: 'Inputs (1)' }).click()
  await expect(dialog.getByLabel('factor')).toHaveValue('7')
  await dialog.getByLabel('Saved set').click()
  await page.getByRole('option', { name: 'Monday' }).click()
  await expect(dialog.getByLabel('factor')).toHaveValue('2')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(canvas.node('expression')).toContainText('20')
})

/** A factor of 10 → times 10 → and one more. */
const SCALED = clip(
  [
    node('scaled', 'CALCULATE', 'expression', 0, 0, { expression: 'params.factor * 10' }),
    node('more', 'CALCULATE', 'expression', 304, 0, { expression: 'scaled + 1' }),
  ],
  [wire('scaled', 'more')],
)

test('a run to a node that asks for its inputs goes no further', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.beginWith([{ name: 'factor', type: 'number' }], SCALED)
  await bench.choose('Run to here', 'scaled')
  const dialog = page.getByRole('dialog', { name: 'Inputs of the run' })
  await dialog.getByLabel('factor').fill('4')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await bench.ended('Completed')
  await expect(canvas.node('scaled')).toContainText('40')
  await expect(canvas.node('more')).not.toContainText('41')
  await expect(canvas.node('more').getByRole('img', { name: 'Completed' })).toHaveCount(0)

  // The form that one opens oneself runs all of it.
  await page.getByRole('button', { name: 'Inputs (1)' }).click()
  await expect(dialog.getByLabel('factor')).toHaveValue('4')
  await expect(dialog).not.toContainText('no further')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(canvas.node('more')).toContainText('41')

  // It says what it is open for, where that is not all.
  await page.getByRole('button', { name: 'Inputs (1)' }).click()
  await dialog.getByLabel('factor').fill('')
  await dialog.getByRole('button', { name: 'Keep for the next run' }).click()
  await bench.choose('Run to here', 'scaled')
  await expect(dialog).toContainText('The chain is run to “scaled” and no further.')
})

test('a run takes the values that its form shows, after a reload and after a run from elsewhere', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  const dialog = page.getByRole('dialog', { name: 'Inputs of the run' })
  const inputs = page.getByRole('button', { name: 'Inputs (1)' })
  await bench.beginWith([{ name: 'factor', type: 'number', default: 10 }], SCALED)
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('more')).toContainText('101')
  await inputs.click()
  await dialog.getByLabel('factor').fill('4')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(canvas.node('more')).toContainText('41')

  await page.reload()
  await expect(canvas.node('more')).toContainText('41')
  await bench.select('scaled')
  await expect(bench.inspector.locator('output')).toHaveText('= 40')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('more')).toContainText('41')
  await inputs.click()
  await expect(dialog.getByLabel('factor')).toHaveValue('4')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  // What another window gives is the last that was given.
  const other = await page.context().newPage()
  await other.goto(page.url())
  const second = new Workbench(other)
  await second.page.getByRole('button', { name: 'Inputs (1)' }).click()
  const form = other.getByRole('dialog', { name: 'Inputs of the run' })
  await form.getByLabel('factor').fill('7')
  await form.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(second.canvas.node('more')).toContainText('71')
  await other.close()
  await inputs.click()
  await expect(dialog.getByLabel('factor')).toHaveValue('7')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('more')).toContainText('71')
})

test('the form starts no second run beside one that is under way', async ({ page }) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  const dialog = page.getByRole('dialog', { name: 'Inputs of the run' })
  const run = dialog.getByRole('button', { name: 'Run', exact: true })
  const stop = page.getByRole('button', { name: 'Stop' })
  await bench.beginWith([{ name: 'factor', type: 'number', default: 10 }], ENDLESS)
  await bench.run()
  await expect(stop).toBeEnabled()
  await page.getByRole('button', { name: 'Inputs (1)' }).click()
  await dialog.getByLabel('factor').fill('4')
  await expect(run).toBeDisabled()
  await expect(dialog).toContainText('A run is under way')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Keep for the next run' }).click()
  await stop.click()
  await bench.ended('Stopped')
  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(1)
})

test('an input that may be left out is not asked for', async ({ page }) => {
  const bench = new Workbench(page)
  const chain = {
    format: 'ergo.chain',
    version: 1,
    name: 'Optional',
    parameters: [{ name: 'note', type: 'text', optional: true }],
    nodes: [{ id: 'one', type: 'CALCULATE', operation: 'expression', config: { expression: '1' } }],
    edges: [],
  }
  await bench.dropOnChains('optional.ergo.json', JSON.stringify(chain))
  await page.getByRole('button', { name: 'Inputs (1)' }).click()
  const dialog = page.getByRole('dialog', { name: 'Inputs of the run' })
  await expect(dialog.getByLabel('note')).not.toHaveAttribute('required')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await bench.ended('Completed')
})
