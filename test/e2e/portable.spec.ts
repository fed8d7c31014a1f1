import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

/** Drops a file on the list of runs, as from the system's file manager. */
async function dropFile(page: Page, name: string, content: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name))
      return transfer
    },
    { name, base64: content.toString('base64') },
  )
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data })
  await page.dispatchEvent('.mantine-Dropzone-root', 'drop', { dataTransfer: data })
}

test('a run is exported as one file, and opens from it where it is not known', async ({
  page,
  shell,
}, info) => {
  test.skip(shell === 'desktop', 'The system’s dialog can’t be answered by a test.')
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  await bench.paste(LINE)
  await bench.run()
  await bench.ended('Completed')
  await bench.saved()
  await bench.go('Runs')
  const waiting = page.waitForEvent('download')
  await runs.act(0, 'Export as a file…')
  const download = await waiting
  expect(download.suggestedFilename()).toMatch(/^Untitled chain .*\.ergorun$/)
  const path = info.outputPath('run.ergorun')
  await download.saveAs(path)

  await runs.act(0, 'Delete…')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No runs yet')).toBeVisible()
  const content = await readFile(path)
  await dropFile(page, 'cut.ergorun', content.subarray(0, 6000))
  await expect(page.getByText(/is cut short/)).toBeVisible()

  await dropFile(page, 'run.ergorun', content)
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
  await expect(bench.canvas.node('plus')).toContainText('41')
  await bench.go('Runs')
  await expect(runs.row(0)).toContainText('From a file')
})
