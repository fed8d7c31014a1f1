import { clip, LINE, node, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a deleted chain is brought back', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.begin(LINE)
  await bench.saved()
  await bench.chooseOfChain('Delete chain')
  await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(1)
})

test('anything is found by a few letters: an action, a node, a chain, a run', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  await page.getByRole('button', { name: /^Chain .*, menu$/ }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByLabel('Name of the chain').fill('Weighing')
  await page.keyboard.press('Enter')
  await bench.run()
  await bench.ended('Completed')

  const find = async (words: string, option: RegExp): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('Find an action, node, chain or run').fill(words)
    await page
      .getByRole('dialog', { name: 'Find anything' })
      .getByRole('button', { name: option })
      .first()
      .click()
    await expect(page.getByPlaceholder('Find an action, node, chain or run')).toHaveCount(0)
  }
  await find('doub', /^double/)
  await expect(bench.inspector.getByRole('button', { name: 'Id double, change' })).toBeVisible()
  await find('new ch', /^New chain/)
  await expect(canvas.nodes).toHaveCount(0)
  await find('weigh', /^Weighing$/)
  await expect(canvas.nodes).toHaveCount(3)
  await find('weigh', /Weighing, /)
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
})

test('the keys are listed', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.newChain()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Run what changed')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
})

test("an expression's value stands below it as it is typed", async ({ page }) => {
  const bench = new Workbench(page)
  await bench.begin(LINE)
  await bench.run()
  await bench.ended('Completed')
  await bench.select('plus')
  const live = bench.inspector.locator('output')
  await expect(live).toHaveText('= 41')
  await bench.type('Expression', 'double / 8')
  await expect(live).toHaveText('= 5')
  await bench.type('Expression', 'dubble / 8')
  await expect(live).toContainText('dubble')
})

test("an expression's value follows the runs and their inputs, and is each node's own", async ({ page }) => {
  const bench = new Workbench(page)
  const dialog = page.getByRole('dialog', { name: 'Inputs of the run' })
  const live = bench.inspector.locator('output')
  const half = { expression: 'value / 2' }
  await bench.beginWith(
    [{ name: 'x', type: 'number', default: 3 }],
    clip(
      [
        node('next', 'CALCULATE', 'expression', 0, 0, { expression: 'params.x + 1' }),
        node('halved', 'CALCULATE', 'expression', 304, 0, half),
        node('quartered', 'CALCULATE', 'expression', 608, 0, half),
      ],
      [wire('next', 'halved'), wire('halved', 'quartered')],
    ),
  )
  const give = async (x: number, how: 'Run' | 'Keep for the next run'): Promise<void> => {
    await page.getByRole('button', { name: 'Inputs (1)' }).click()
    await dialog.getByLabel('x', { exact: true }).fill(`${x}`)
    await dialog.getByRole('button', { name: how, exact: true }).click()
    await expect(dialog).toHaveCount(0)
  }
  await bench.select('halved')
  await expect(live).toContainText('Run the chain once to see the value')
  await bench.run()
  await bench.ended('Completed')
  await expect(live).toHaveText('= 2')
  await bench.select('quartered')
  await expect(live).toHaveText('= 1')

  await bench.select('next')
  await expect(live).toHaveText('= 4')
  await give(40, 'Run')
  await expect(bench.canvas.node('next')).toContainText('41')
  await expect(live).toHaveText('= 41')
  await bench.select('halved')
  await expect(live).toHaveText('= 20.5')
  await bench.select('next')
  await give(7, 'Keep for the next run')
  await expect(live).toHaveText('= 8')
})
