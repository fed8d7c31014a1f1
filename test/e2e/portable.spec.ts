import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { ROOT } from './app.ts'
import { LINE } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { LateAnswers } from './late.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'

const CLI = join(ROOT, 'electron/cli.ts')

/** What a drag of a file from the system's file manager carries. */
const transferOf = (page: Page, name: string, content: Buffer) =>
  page.evaluateHandle(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name))
      return transfer
    },
    { name, base64: content.toString('base64') },
  )

/** Drops a file on the list of runs. */
async function dropFile(page: Page, name: string, content: Buffer): Promise<void> {
  const data = await transferOf(page, name, content)
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

test('a run’s file opens where it is dropped on the canvas, and by the command line in a window of its own', async ({
  page,
  app,
  shell,
}, info) => {
  test.skip(shell === 'desktop', 'It is the same window; the command opens another one.')
  test.slow()
  const bench = new Workbench(page)
  const runs = new Runs(page)
  const path = info.outputPath('run.ergorun')
  const chain = join(ROOT, 'shared/examples/first-steps.ergo.json')
  const ergo = (...args: string[]) =>
    promisify(execFile)(process.execPath, [CLI, '--data-dir', app.dataFolder, ...args])
  const id = JSON.parse((await ergo('run', chain, '--json')).stdout).executionId
  await ergo('export-run', id, path)
  await ergo('delete', id, '--yes')

  await bench.newChain()
  await bench.canvas.pane.dispatchEvent('drop', {
    clientX: 600,
    clientY: 300,
    dataTransfer: await transferOf(page, 'run.ergorun', await readFile(path)),
  })
  await expect(page.getByText('with the chain as it was then')).toBeVisible()
  await expect(bench.canvas.node('mean')).toContainText('12.0306')
  await bench.go('Runs')
  await expect(runs.rows).toHaveCount(1)
  await expect(runs.row(0)).toContainText('From a file')

  // A group of its own, as a terminal gives to what it runs.
  const child = spawn(process.execPath, [CLI, 'open', path, '--browser'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += String(part)
  })
  await expect.poll(() => said, { timeout: 60_000 }).toContain('Press Ctrl-C to stop.')
  expect(said).toContain('The run opens in a data folder of its own')
  const other = await page.context().newPage()
  await other.goto(/http:\S+/.exec(said)?.[0] ?? '')
  await expect(other.getByText('with the chain as it was then')).toBeVisible()
  await expect(new Workbench(other).canvas.node('mean')).toContainText('12.0306')
  await new Workbench(other).go('Runs')
  await expect(new Runs(other).rows).toHaveCount(1)
  await other.close()
  process.kill(-(child.pid ?? 0), 'SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})

test('started with a run’s file, the window shows that run and not the last one of the chain that was open', async ({
  page,
  app,
  shell,
}, info) => {
  test.skip(shell === 'desktop', 'answers are kept back by the socket of a browser')
  const bench = new Workbench(page)
  const path = info.outputPath('run.ergorun')
  const chain = join(ROOT, 'shared/examples/first-steps.ergo.json')
  const ergo = (...args: string[]) =>
    promisify(execFile)(process.execPath, [CLI, '--data-dir', app.dataFolder, ...args])
  const id = JSON.parse((await ergo('run', chain, '--json')).stdout).executionId
  await ergo('export-run', id, path)
  await ergo('delete', id, '--yes')
  await bench.begin(LINE)
  await bench.run()
  await bench.ended('Completed')
  await bench.saved()
  const last = (await bench.runLine.getAttribute('data-run')) ?? ''

  // Whichever of the two comes first.
  for (const procedure of ['runs/get', 'chains/get']) {
    const late = await LateAnswers.of(page)
    late.keep(procedure, procedure === 'runs/get' ? last : '')
    await page.goto('about:blank')
    await app.restart(path)
    await app.page()
    await expect.poll(() => late.count).toBeGreaterThan(0)
    await page.waitForTimeout(400)
    late.letThrough()
    await page.waitForTimeout(400)
    await expect(page.getByText('with the chain as it was then')).toBeVisible()
    await expect(bench.canvas.node('mean')).toContainText('12.0306')
    await expect(bench.runLine).not.toHaveAttribute('data-run', last)
    await page.getByRole('button', { name: 'Back to now' }).click()
    await expect(bench.canvas.node('plus')).toContainText('41')
    await expect(bench.runLine).toHaveAttribute('data-run', last)
  }
})
