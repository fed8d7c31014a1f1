import { check } from './axe.ts'
import { clip, node } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

/** What the analyses over made data conclude. */
const CONCLUSIONS: Readonly<Record<string, RegExp>> = {
  'Summary of an instrument’s log': /^The furnace held 812\./,
  'Quality control with limits': /^The line is capable: Cpk = 1\.\d+ ± 0\.\d+/,
  'Calibration curve with uncertainty': /^In mg\/l: Well A 4\./,
  'Diffraction pattern: phase purity': /^The main phase makes 9\d\.\d ± 0\.\d % of the reflections/,
  'Impedance spectrum: circuit fit': /^Charge transfer: 8\d\.\d+ ± 0\.\d+ Ω/,
  'Charge–discharge curves: retention': /loses 0\.40\d ± 0\.00\d % of it with each cycle/,
  'Rate performance': /^At 5 C the cell keeps 58\.\d ± 0\.\d %/,
  'Particle sizes: distribution': /^D50 is 1\d\.\d+ ± 0\.\d+ µm/,
  'Comparison of two recipes': /^Recipe B is stronger than A by \d\.\d+ MPa/,
  'Clean and join two files': /^Mass per area in g\/m²: K1 8\d\.\d+ ± 0\.\d+/,
}
/** It shows what a failure looks like. */
const FAILS = 'Density with a missing volume'

test('every template of the gallery becomes a chain that runs to its conclusion', async ({ page }) => {
  test.setTimeout(300_000)
  const bench = new Workbench(page)
  await bench.go('Templates')
  const cards = page.getByRole('article')
  await expect(cards.first()).toBeVisible()
  const names = await cards.getByRole('heading').allTextContents()
  expect(names).toEqual(expect.arrayContaining([...Object.keys(CONCLUSIONS), FAILS]))
  for (const name of names) {
    await bench.go('Templates')
    await bench.startWith(name)
    await bench.run()
    await bench.ended(name === FAILS ? 'Failed' : 'Completed')
    const conclusion = CONCLUSIONS[name]
    if (conclusion) await expect(bench.dock.getByText(conclusion).first()).toBeVisible()
  }
})

test('a chain becomes a template, is used again, and is deleted', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.go('Templates')
  await page.getByRole('textbox', { name: 'Search templates' }).fill('rate battery')
  await expect(page.getByText('No template fits “rate battery”')).toBeVisible()
  await page.getByRole('textbox', { name: 'Search templates' }).fill('rate performance')
  await expect(page.getByRole('article')).toHaveCount(1)
  await bench.startWith('Rate performance')

  await bench.chooseOfChain('Save as template…')
  const form = page.getByRole('dialog', { name: 'Save as template' })
  await form.getByLabel('Name').fill('Our rate test')
  await form.getByLabel('Category').fill('Cells')
  await form.getByRole('button', { name: 'Save template' }).click()
  await expect(form).toHaveCount(0)

  await bench.go('Templates')
  const own = page.getByRole('region', { name: 'Your templates: Cells' })
  await expect(own.getByRole('article', { name: 'Our rate test' })).toBeVisible()
  await bench.startWith('Our rate test')
  await bench.run()
  await bench.ended('Completed')

  await bench.go('Templates')
  await own.getByRole('button', { name: 'More for Our rate test' }).click()
  await page.getByRole('menuitem', { name: 'Delete template' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(own).toHaveCount(0)
})

test('there is no serious barrier in the gallery', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.go('Templates')
  await expect(page.getByRole('article').first()).toBeVisible()
  await check(page, 'the gallery')
  await bench.startWith('Five weighings')
  await bench.chooseOfChain('Save as template…')
  await expect(page.getByRole('dialog', { name: 'Save as template' })).toBeVisible()
  await check(page, 'saving a template')
})

test('the picture of a template is in the middle, wherever its chain stood', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.begin(clip([node('far', 'DATA_INPUT', 'constant', 9000, 6000, { value: 1 })], []))
  await bench.canvas.drag(bench.canvas.node('far'), 0, 120)
  const { x, y } = await bench.canvas.place('far')
  expect(Math.min(x, y)).toBeGreaterThan(0)
  await bench.chooseOfChain('Save as template')
  const dialog = page.getByRole('dialog', { name: 'Save as template' })
  await dialog.getByLabel('Name').fill('From afar')
  await dialog.getByRole('button', { name: 'Save template' }).click()
  await bench.go('Templates')
  const picture = page.getByRole('article', { name: 'From afar' }).locator('svg').first()
  const [whole, box] = await Promise.all([picture.boundingBox(), picture.locator('rect').boundingBox()])
  if (!whole || !box) throw new Error('Not on screen.')
  expect(Math.abs(box.y + box.height / 2 - whole.y - whole.height / 2)).toBeLessThan(2)
  expect(Math.abs(box.x + box.width / 2 - whole.x - whole.width / 2)).toBeLessThan(2)
})
