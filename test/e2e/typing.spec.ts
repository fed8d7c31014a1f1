import type { Locator } from '@playwright/test'
import { clip, LINE, node } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { ScriptsPage } from './pages/scripts.ts'
import { Workbench } from './pages/workbench.ts'

/** Types over what stands in a field, key by key: `fill` sets a text in one go and hides what becomes of it on the way. */
async function typeOver(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.press('ControlOrMeta+a')
  if (text === '') await field.press('Delete')
  else await field.pressSequentially(text)
}

/** Types, leaves the field, and looks at what stands then. */
async function settles(field: Locator, text: string, stands = text): Promise<void> {
  await typeOver(field, text)
  await expect(field).toHaveValue(text)
  await field.blur()
  await expect(field).toHaveValue(stands)
}

test('a number in a form is the one that is typed', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(
    clip([node('crop', 'TRANSFORM', 'crop', 0, 0), node('smooth', 'TRANSFORM', 'smooth', 304, 0)], []),
  )
  await bench.select('crop')
  const from = bench.field('From')
  for (const text of ['0.25', '-2.5', '0.001', '1.05', '100.01', '-0.05']) {
    await settles(from, text)
    await expect(canvas.node('crop')).toContainText(`inside ${text} …`)
  }
  await settles(from, '1e-5', '0.00001')
  await expect(canvas.node('crop')).toContainText('inside 0.00001 …')
  // What is half typed is gone when the field is left, and what stood stands.
  await settles(from, '-', '0.00001')
  await settles(from, '')
  await expect(canvas.node('crop')).toContainText('inside first …')
  // What is no number stays to be seen, and nothing is made of it.
  await settles(from, '2.5')
  await settles(from, '1,5')
  await expect(bench.inspector.getByText('Not a number.')).toBeVisible()
  await expect(canvas.node('crop')).toContainText('inside 2.5 …')
  await typeOver(from, '7')
  await from.press('ArrowUp')
  await expect(from).toHaveValue('8')
  await page.reload()
  await bench.select('crop')
  await expect(from).toHaveValue('8')

  // A default gives way to another number, and comes back where the field is left empty.
  await bench.select('smooth')
  const window = bench.field('Window (points)')
  await expect(window).toHaveValue('9')
  await typeOver(window, '')
  await expect(window).toHaveValue('')
  await expect(window).toHaveAttribute('placeholder', '9')
  await window.pressSequentially('15')
  await expect(window).toHaveValue('15')
  await expect(canvas.node('smooth')).toContainText('15')
  await settles(window, '', '9')
  // What is out of range is told, not changed.
  await settles(window, '2')
  await expect(bench.inspector.getByRole('alert').first()).toBeVisible()
})

test('a run is given the number that is typed, and none in place of what is no number', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(
    clip([node('double', 'CALCULATE', 'expression', 0, 0, { expression: 'params.a * 2' })], []),
  )
  await bench.inspector.getByRole('button', { name: 'Add input' }).click()
  await typeOver(bench.field('Name of input 1'), 'a')
  await settles(bench.field('Default of a'), '1.05')
  await bench.inspector.getByRole('button', { name: 'Add input' }).click()
  await typeOver(bench.field('Name of input 2'), 'any')
  await bench.field('Type of any').click()
  await page.getByRole('option', { name: 'Anything' }).click()
  await settles(bench.field('Default of any'), '10.01')

  await page.getByRole('button', { name: 'Inputs (2)' }).click()
  const dialog = page.getByRole('dialog', { name: 'Inputs of the run' })
  const a = dialog.getByLabel('a', { exact: true })
  const any = dialog.getByLabel('any', { exact: true })
  await expect(a).toHaveValue('1.05')
  await settles(any, '0.05')
  await settles(a, '', '1.05')
  await typeOver(a, '2,5')
  await expect(dialog.getByText('Not a number.')).toBeVisible()
  await a.press('Enter')
  await expect(dialog).toBeVisible()
  await typeOver(a, '2.5')
  await a.press('Enter')
  await bench.ended('Completed')
  await expect(canvas.node('double')).toContainText('5')
  await page.getByRole('button', { name: 'Inputs (2)' }).click()
  await expect(a).toHaveValue('2.5')
  await expect(any).toHaveValue('0.05')
})

test('how a node runs takes fractions, and says between which limits it stays', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.begin(LINE)
  await bench.select('a')
  await bench.inspector.getByRole('tab', { name: 'Policy' }).click()
  await settles(bench.field('Pause before the next attempt (s)'), '0.25')
  await settles(bench.field('Time limit (s)'), '0.5')
  await settles(bench.field('Each further pause is longer by'), '1.05')
  const limit = bench.field('Time limit (s)')
  // A step from nothing goes on from what stands then.
  await settles(limit, '', '300')
  await limit.press('ArrowUp')
  await expect(limit).toHaveValue('301')
  const steps = bench.inspector.getByRole('tabpanel').locator('button[aria-hidden]')
  await steps.nth(1).click()
  await expect(limit).toHaveValue('300')
  await expect(limit).toBeFocused()
  await steps.nth(1).click({ button: 'right' })
  await expect(limit).toHaveValue('300')
  await settles(limit, '0.5')
  const attempts = bench.field('Further attempts')
  await settles(attempts, '3')
  await typeOver(attempts, '101')
  await expect(bench.inspector.getByText('From 0 to 100.')).toBeVisible()
  await attempts.blur()
  await expect(attempts).toHaveValue('101')
  await expect(bench.inspector.getByText('From 0 to 100.')).toBeVisible()
  await bench.saved()
  await page.reload()
  await bench.select('a')
  await bench.inspector.getByRole('tab', { name: 'Policy' }).click()
  // The number from before stands, not the first digits of the one that can't be.
  await expect(attempts).toHaveValue('3')
  await expect(bench.field('Pause before the next attempt (s)')).toHaveValue('0.25')
  await expect(bench.field('Time limit (s)')).toHaveValue('0.5')
  await expect(bench.field('Each further pause is longer by')).toHaveValue('1.05')
})

test('a value as typed keeps its text under the cursor', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(clip([node('over', 'CALCULATE', 'comparison', 0, 0)], []))
  await bench.select('over')
  for (const text of ['1.05', '10.01', '0.05', 'mass.value', '-0.5']) {
    await settles(bench.field('Right'), text)
    await expect(canvas.node('over')).toContainText(text)
  }
  await settles(bench.field('Right'), '"2024"')
  await settles(bench.field('Right'), '1.0', '1')

  await canvas.pane.click({ position: { x: 4, y: 4 } })
  await bench.inspector.getByRole('button', { name: 'Add input' }).click()
  await typeOver(bench.field('Name of input 1'), 'year')
  await settles(bench.field('Default of year'), '7')
  await bench.field('Type of year').click()
  await page.getByRole('option', { name: 'Text', exact: true }).click()
  // A text is its letters, with no quotes around them.
  await settles(bench.field('Default of year'), '2024')
  await page.getByRole('button', { name: 'Inputs (1)' }).click()
  const year = page.getByRole('dialog', { name: 'Inputs of the run' }).getByLabel('year')
  await expect(year).toHaveValue('2024')
  await page.keyboard.press('Escape')
  await bench.saved()
  await page.reload()
  await expect(bench.field('Default of year')).toHaveValue('2024')
})

test('an argument of a script keeps its text under the cursor', async ({ page }) => {
  const scripts = new ScriptsPage(page)
  const bench = new Workbench(page)
  await scripts.go()
  await scripts.create('Scale', 'return values')
  await bench.go('Chains')
  await bench.begin(clip([node('scale', 'TRANSFORM', 'script', 0, 0, { script: 'Scale' })], []))
  await bench.select('scale')
  await settles(bench.inspector.getByLabel('values (list)'), '1.05')
  await settles(bench.inspector.getByLabel('values (list)'), '[1.05, 10.01, {"a": 1}]')
})

test('a key of a record is taken when it is complete, and renames no other', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.begin(
    clip([node('file', 'DATA_INPUT', 'database', 0, 0, { filters: { mass: 1, other: 2, third: 3 } })], []),
  )
  await bench.select('file')
  const key = (at: number) => bench.field(`Name of Only rows where ${at}`)
  await settles(key(2), 'mass_min')
  await expect(key(1)).toHaveValue('mass')
  await typeOver(key(3), '2024')
  await key(3).press('Enter')
  await expect(key(1)).toHaveValue('mass')
  await expect(key(2)).toHaveValue('mass_min')
  await expect(key(3)).toHaveValue('2024')
  await settles(key(2), 'mass')
  await expect(bench.inspector.getByText('There is another of this name.')).toBeVisible()
  await settles(key(2), '')
  await expect(bench.inspector.getByText('A name is needed.')).toBeVisible()
  // A key that takes the form away takes nothing of it along.
  await typeOver(key(2), 'mass_max')
  await page.keyboard.press('ControlOrMeta+,')
  await bench.go('Canvas')
  await expect(key(3)).toHaveValue('mass_max')
  await settles(key(3), 'mass_min')
  await bench.saved()
  await page.reload()
  await bench.select('file')
  // A record puts such a key first; all are there, each with its value.
  await expect(key(1)).toHaveValue('2024')
  await expect(key(2)).toHaveValue('mass')
  await expect(key(3)).toHaveValue('mass_min')
  const values = bench.inspector
    .getByRole('group', { name: 'Only rows where' })
    .locator('[inputmode=decimal]')
  await expect(values.nth(0)).toHaveValue('3')
  await expect(values.nth(2)).toHaveValue('2')
  // A number among values of several kinds is typed anew without becoming one of another kind.
  await settles(values.nth(2), '', '2')
  await settles(values.nth(2), '0.25')
})

test('an input keeps its name until another one is complete', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.begin(LINE)
  await bench.inspector.getByRole('button', { name: 'Add input' }).click()
  await typeOver(bench.field('Name of input 1'), 'mass')
  await bench.inspector.getByRole('button', { name: 'Add input' }).click()
  const second = bench.field('Name of input 2')
  await settles(second, 'length')
  await typeOver(second, '')
  await expect(bench.inspector.getByText('An input needs a name.')).toBeVisible()
  await second.blur()
  await expect(bench.inspector.getByText('An input needs a name.')).toBeVisible()
  await expect(bench.field('Default of length')).toBeVisible()
  await settles(second, 'mass')
  await expect(bench.inspector.getByText('There is another input of this name.')).toBeVisible()
  await bench.saved()
  await page.reload()
  await expect(second).toHaveValue('length')
  await settles(second, 'mass_min')
  await expect(bench.field('Name of input 1')).toHaveValue('mass')

  // What is wrong with the default of one goes with it.
  await settles(bench.field('Default of mass'), '1,5')
  await expect(bench.inspector.getByText('Not a number.')).toBeVisible()
  await bench.inspector.getByRole('button', { name: 'Remove mass', exact: true }).click()
  await expect(bench.field('Default of mass_min')).toHaveValue('')
  await expect(bench.inspector.getByText('Not a number.')).toHaveCount(0)
})

test('numbers of the settings and of a script are the ones that are typed', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.go('Settings')
  const longest = page.getByLabel('Longest run')
  await expect(longest).toHaveValue('60')
  await settles(longest, '12.5')
  const runners = page.getByLabel('Runners')
  await settles(runners, '12')
  await settles(runners, '65')
  await expect(page.getByText('From 1 to 64.')).toBeVisible()
  const days = page.getByLabel('Oldest run, days')
  await settles(days, '1.5')
  await settles(days, '0')
  await expect(page.getByText('At least 1.')).toBeVisible()
  await page.reload()
  await bench.go('Settings')
  await expect(longest).toHaveValue('12.5')
  await expect(runners).toHaveValue('12')
  await expect(days).toHaveValue('1.5')
  await settles(days, '')
  await settles(longest, '', '60')

  const scripts = new ScriptsPage(page)
  await scripts.go()
  await page.getByRole('button', { name: 'New script' }).click()
  await scripts.tab('About')
  await settles(scripts.side.getByLabel('Longest time (s)'), '2.05')
  await settles(scripts.side.getByLabel('Longest time (s)'), '0.05')
  await expect(scripts.side.getByText('From 0.1 to 3600.')).toBeVisible()
  await settles(scripts.side.getByLabel('Most memory (MB)'), '128')
})
