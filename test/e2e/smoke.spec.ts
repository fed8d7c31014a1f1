import { expect, test } from './fixtures.ts'

test('the window opens without a complaint', async ({ page }) => {
  await expect(page).toHaveTitle(/Ergo/)
  await expect(page.getByRole('main')).toBeVisible()
})

test('the address is clean, and another browser gets nothing', async ({ page, shell, playwright }) => {
  test.skip(shell === 'desktop', 'The desktop shell has no address.')
  expect(new URL(page.url()).search).toBe('')
  const stranger = await playwright.request.newContext()
  expect((await stranger.get(page.url())).status()).toBe(403)
  await stranger.dispose()
})
