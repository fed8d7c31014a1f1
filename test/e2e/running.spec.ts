import { BRANCHES, ENDLESS, FAILING, LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { LateAnswers } from './late.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

test('the branch that is not taken fades, and says so', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(BRANCHES)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('yes')).toContainText('40')
  await expect(canvas.node('no')).toContainText('this branch was not taken')
  await expect(canvas.wire('over', 'no').locator('[data-flow="off"]')).toHaveCount(1)
  await expect(canvas.wire('over', 'yes').locator('[data-flow="off"]')).toHaveCount(0)
})

test('a node that fails says why on the spot, and what follows it why it did not run', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(FAILING)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await bench.ended('Failed')
  await expect(canvas.node('bad')).toContainText(/cube/)
  await expect(canvas.node('after')).toContainText('a node before it failed')
  await bench.openTab('Log')
  await expect(bench.dock.getByRole('listitem').filter({ hasText: 'bad' })).toContainText(/cube/)
})

test('an endless loop is stopped at once', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await bench.paste(ENDLESS)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.run()
  await expect(canvas.node('spin').getByRole('img', { name: 'Running' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await bench.ended('Stopped')
  await expect(canvas.node('spin').getByRole('img', { name: 'Stopped' })).toBeVisible()
})

test('the end of a run leaves the list of runs where it is open, and takes the place of problems', async ({
  page,
}) => {
  const bench = new Workbench(page)
  const tab = (name: string) => bench.dock.getByRole('tab', { name })
  const stopped = async (): Promise<void> => {
    await bench.run()
    await expect(bench.canvas.node('spin').getByRole('img', { name: 'Running' })).toBeVisible()
    await page.getByRole('button', { name: 'Stop' }).click()
    await bench.ended('Stopped')
  }
  await bench.newChain()
  await bench.paste(ENDLESS)
  await bench.openTab('Runs')
  await stopped()
  await expect(bench.dock.getByRole('row').filter({ hasText: 'Stopped' })).toHaveCount(1)
  await expect(bench.dock.getByRole('button', { name: /open this run/ })).toHaveCount(1)
  await expect(tab('Runs')).toHaveAttribute('aria-selected', 'true')
  await bench.openTab('Problems')
  await stopped()
  await expect(tab('Outcome')).toHaveAttribute('aria-selected', 'true')
})

test('one run begins however often and long its keys are pressed', async ({ page, shell }) => {
  test.skip(shell !== 'browser', 'answers are kept back by the socket of a browser')
  const bench = new Workbench(page)
  const runs = new Runs(page)
  const late = await LateAnswers.of(page)
  await page.reload()
  await bench.begin(ENDLESS)
  // The app is slow to tell what it has begun.
  late.keep('runs/events')
  for (let count = 0; count < 3; count++) {
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.waitForTimeout(50)
  }
  await page.keyboard.down('ControlOrMeta')
  for (let count = 0; count < 8; count++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await page.keyboard.up('ControlOrMeta')
  await expect.poll(() => late.count).toBeGreaterThan(0)
  late.letThrough()
  await expect(bench.canvas.node('spin').getByRole('img', { name: 'Running' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await bench.ended('Stopped')

  // Held until after its end it does not begin again.
  await page.keyboard.down('ControlOrMeta')
  await page.keyboard.down('Enter')
  await expect(bench.canvas.node('spin').getByRole('img', { name: 'Running' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(bench.canvas.node('spin').getByRole('img', { name: 'Stopped' })).toBeVisible()
  await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await page.keyboard.up('ControlOrMeta')
  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(2)
  await expect(runs.rows.filter({ hasText: 'Stopped' })).toHaveCount(2)
})

test('a run that begins after one has gone on to another chain leaves that in view', async ({
  page,
  shell,
}) => {
  test.skip(shell !== 'browser', 'answers are kept back by the socket of a browser')
  const bench = new Workbench(page)
  const runs = new Runs(page)
  const late = await LateAnswers.of(page)
  await page.reload()
  await bench.begin(LINE)
  late.keep('runs/start')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(() => late.count).toBeGreaterThan(0)
  await bench.go('Chains')
  await bench.begin(BRANCHES)
  late.letThrough()
  await bench.go('Runs')
  await expect(runs.row(0)).toContainText('Completed')
  await bench.go('Canvas')
  await expect(bench.runLine).toHaveCount(0)
  await bench.run()
  await bench.ended('Completed')
  await expect(bench.canvas.node('yes')).toContainText('40')
})
