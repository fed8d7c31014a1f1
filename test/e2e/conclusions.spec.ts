import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clip, node, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a conclusion says when it is stale and why, and is current after another run', async ({
  page,
  app,
}) => {
  const bench = new Workbench(page)
  const path = join(app.dataFolder, 'reading.txt')
  await writeFile(path, '21.5')
  await bench.newChain()
  await bench.paste(
    clip(
      [
        node('reading', 'DATA_INPUT', 'file', 0, 0, { path, format: 'text' }),
        node('say', 'OUTPUT', 'store', 304, 0, { subject: 'Bath', content: 'It is {{reading}} degrees.' }),
      ],
      [wire('reading', 'say')],
    ),
  )
  await bench.run()
  await bench.ended('Completed')
  await bench.saved()
  await bench.go('Conclusions')
  const items = page.getByRole('list', { name: 'Conclusions' }).getByRole('listitem')
  await expect(items).toHaveCount(1)
  await expect(items.first()).toContainText('It is 21.5 degrees.')
  await expect(items.first()).not.toContainText('Stale')
  await items.first().getByRole('button', { name: 'Origin' }).click()
  await expect(items.first().getByRole('row', { name: /reading\.txt/ })).toContainText('still the same')

  await writeFile(path, '23.0')
  await bench.go('Chains')
  await bench.go('Conclusions')
  await expect(items.first()).toContainText(`Stale. The file ${path} has changed since.`)
  await page.getByRole('combobox', { name: 'Standing' }).click()
  await page.getByRole('option', { name: 'Stale' }).click()
  await expect(items).toHaveCount(1)
  await items.first().getByRole('button', { name: 'Run again' }).click()
  await bench.ended('Completed')

  await bench.go('Conclusions')
  await expect(items).toHaveCount(2)
  await expect(items.nth(0)).toContainText('It is 23.0 degrees.')
  await expect(items.nth(0)).not.toContainText('Stale')
  await expect(items.nth(1)).toContainText('Stale')
  await page.getByLabel('Search conclusions').fill('21.5')
  await expect(items).toHaveCount(1)
  await items.first().getByRole('button', { name: 'Actions for Bath' }).click()
  await page.getByRole('menuitem', { name: 'Remove from the ledger' }).click()
  await expect(page.getByText('No conclusion fits')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(items).toHaveCount(1)
  await items.first().getByRole('button', { name: 'Actions for Bath' }).click()
  await page.getByRole('menuitem', { name: 'Open its run' }).click()
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
  await expect(bench.canvas.node('reading')).toContainText('21.5')
})
