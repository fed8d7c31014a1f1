import { BRANCHES, LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { LateAnswers } from './late.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

test('a past run opens on the chain as it was, and can be forked', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(LINE)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('plus')).toContainText('41')

  await bench.select('plus')
  await bench.type('Expression', 'double + 100')
  await expect(canvas.node('plus')).toContainText('double + 100')
  await page.keyboard.press('Escape')
  await bench.saved()

  await bench.openTab('Runs')
  await bench.dock
    .getByRole('button', { name: /open this run/ })
    .first()
    .click()
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
  await expect(canvas.node('plus')).toContainText('double + 1')
  await expect(canvas.node('plus')).not.toContainText('double + 100')
  await expect(canvas.node('plus')).toContainText('41')

  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(canvas.node('plus')).toContainText('double + 100')

  await bench.dock
    .getByRole('button', { name: /open this run/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Fork this version' }).click()
  await expect(page.getByText('with the chain as it was then')).toHaveCount(0)
  await expect(canvas.node('plus')).not.toContainText('double + 100')
  await canvas.node('plus').click()
  await page.keyboard.press('Delete')
  await expect(canvas.nodes).toHaveCount(2)
})

test('a text that is no value is not shown as part of a past run', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.beginWith([{ name: 'factor', type: 'number', default: 3 }], LINE)
  await bench.run()
  await bench.ended('Completed')
  const value = bench.field('Default of factor')
  await value.fill('3,5')
  await bench.openTab('Runs')
  await expect(bench.inspector.getByText('Not a number.')).toBeVisible()
  await bench.dock.getByRole('button', { name: /open this run/ }).click()
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
  await expect(value).toHaveValue('3')
  await expect(bench.inspector.getByText('Not a number.')).toHaveCount(0)
})

test('what is for the whole chain is not to be had while a past run, maybe of another, is shown', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const runs = new Runs(page)
  const title = page.getByRole('button', { name: /^Chain .*, menu$/ })
  await bench.beginWith([{ name: 'factor', type: 'number', default: 1 }], LINE, 'Chain A')
  await bench.run()
  await bench.ended('Completed')
  await bench.beginWith([], BRANCHES, 'Chain B')
  await bench.go('Runs')
  await runs.open(0)
  await expect(page.getByRole('heading', { name: 'Chain A' })).toBeVisible()

  await title.click()
  const ofChain = [
    'Rename',
    'Save to file',
    'Save to file as…',
    'Save as template…',
    'Duplicate chain',
    'Delete chain',
  ]
  for (const name of ofChain) {
    const item = page.getByRole('menuitem').filter({ has: page.getByText(name, { exact: true }) })
    await expect(item).toBeDisabled()
  }
  await expect(page.getByRole('menu')).toContainText('Not while a past run is shown')
  await expect(page.getByRole('menuitem', { name: 'New chain' })).toBeEnabled()
  await page.keyboard.press('Escape')
  const found = page.getByRole('dialog', { name: 'Find anything' })
  for (const name of ['Delete chain', 'Inputs…']) {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('Find an action, node, chain or run').fill(name)
    await expect(found.getByText('Nothing fits.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(found).toHaveCount(0)
  }
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const inputs = page.getByRole('button', { name: 'Inputs (1)' })
  await expect(inputs).toBeDisabled()
  await expect(inputs).toHaveAttribute('title', /^Not while a past run is shown/)

  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(page.getByRole('heading', { name: 'Chain B' })).toBeVisible()
  await bench.chooseOfChain('Delete chain')
  await expect(page.getByRole('button', { name: 'Actions for Chain A' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Actions for Chain B' })).toHaveCount(0)
})

test('an answer that comes late does not take the place of the run that is looked at', async ({
  page,
  shell,
}) => {
  test.skip(shell !== 'browser', 'answers are kept back by the socket of a browser')
  const bench = new Workbench(page)
  const { canvas } = bench
  const runs = new Runs(page)
  const late = await LateAnswers.of(page)
  await page.reload()
  await bench.begin(LINE)
  await bench.run()
  await bench.ended('Completed')
  const first = (await bench.runLine.getAttribute('data-run')) ?? ''
  await bench.select('plus')
  await bench.type('Expression', 'double + 100')
  await bench.run()
  await bench.ended('Completed')
  const last = (await bench.runLine.getAttribute('data-run')) ?? ''
  const stays = async (run: string): Promise<void> => {
    await expect.poll(() => late.count).toBeGreaterThan(0)
    await expect(bench.runLine).toHaveAttribute('data-run', run)
    late.letThrough()
    // What would be wrong comes after a while.
    await page.waitForTimeout(400)
    await expect(bench.runLine).toHaveAttribute('data-run', run)
    await expect(page.getByText('with the chain as it was then')).toBeVisible()
  }

  // The last run of the chain, as it is opened.
  await bench.saved()
  late.keep('runs/get', last)
  await bench.go('Chains')
  await page.getByRole('button', { name: 'Untitled chain', exact: true }).click()
  await expect(canvas.nodes).toHaveCount(3)
  await bench.go('Runs')
  await runs.open(1)
  await stays(first)
  await expect(canvas.node('plus')).toContainText('41')

  // The open chain, as one goes back to it.
  late.keep('chains/get')
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(canvas.node('plus')).toContainText('double + 100')
  await bench.go('Runs')
  await runs.open(1)
  await stays(first)

  // A run that was clicked before another one.
  late.keep('runs/get', last)
  await bench.go('Runs')
  await runs.open(0)
  await runs.open(1)
  await bench.go('Canvas')
  await stays(first)
  await expect(canvas.node('plus')).toContainText('41')
})
