import { readFile } from 'node:fs/promises'
import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a CSV dropped on the canvas is kept, read and run', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await canvas.dropFile('masses.csv', 'sample,mass\na,3\nb,4\n')
  await expect(canvas.nodes).toHaveCount(1)
  await expect(canvas.node('file')).toContainText('masses.csv')
  await bench.run()
  await bench.ended('Completed')
  await expect(canvas.node('file')).toContainText('2 × 2')
})

test('a chain goes out as a file and comes back, by the list or by the canvas', async ({ page, shell }) => {
  test.skip(shell === 'desktop', 'There the system asks where to keep the file.')
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.begin(LINE)
  await bench.saved()
  await bench.go('Chains')
  await page.getByRole('button', { name: /^Actions for/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/\.ergo\.json$/)
  const text = await readFile(await file.path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    format: 'ergo.chain',
    version: 1,
    nodes: [{ id: 'a' }, { id: 'double' }, { id: 'plus' }],
  })

  const changed = text.replace('a * 2', 'a * 5')
  await bench.dropOnChains('again.ergo.json', changed)
  await expect(canvas.node('double')).toContainText('a * 5')

  await canvas.dropFile('thrice.ergo.json', text.replace('a * 2', 'a * 7'))
  await expect(canvas.node('double')).toContainText('a * 7')
  await bench.go('Chains')
  await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(3)
})

test('a file that is no chain is refused with the reason', async ({ page }) => {
  const bench = new Workbench(page)
  await bench.go('Chains')
  await bench.dropOnChains('notes.ergo.json', '{"format": "ergo.chain"')
  await expect(page.getByText(/^notes\.ergo\.json could not be opened\./)).toBeVisible()
  await bench.dropOnChains('huge.ergo.json', ' ', 50_000_001)
  await expect(page.getByText('huge.ergo.json could not be opened. It is larger than 50 MB')).toBeVisible()
})
