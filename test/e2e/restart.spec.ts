import { expect, test } from './fixtures.ts'

test('an app that is killed in the middle of the work comes back with all of it', async ({
  app,
  page,
  complaints,
}) => {
  await page.getByRole('button', { name: /^Five weighings/ }).click()
  await expect(page.getByText('8 nodes, 8 wires')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/^Completed in/)).toBeVisible()
  await page.getByLabel('Description').fill('Weighed on Monday.')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await app.kill()
  // The window has lost its app and says so; that is not what this test is about.
  complaints.length = 0
  await app.restart()
  const again = await app.page()
  complaints.length = 0
  await again.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Chains' }).click()
  await again.getByText('Five weighings').first().click()
  await expect(again.getByLabel('Description')).toHaveValue('Weighed on Monday.')
  await again.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Runs' }).click()
  await expect(again.getByText('Completed').first()).toBeVisible()
})
