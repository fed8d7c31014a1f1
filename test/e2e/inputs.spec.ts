import { expect, test } from './fixtures.ts'
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
