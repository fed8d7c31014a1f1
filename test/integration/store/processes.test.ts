import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { failing, freshFolder, freshStore } from './world.ts'

/** Starts a process on the folder; `lines` is what it has said so far. */
function start(folder: string, work: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'child.ts'), folder, work],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const waiting: (() => void)[] = []
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      for (const wake of waiting.splice(0)) wake()
    })
  const said = async (pattern: RegExp): Promise<void> => {
    while (!lines.some((line) => pattern.test(line)))
      await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      child.on('exit', () => resolve())
      child.kill('SIGKILL')
    })
  return { lines, said, kill }
}

describe('another process', () => {
  it('that has the app open keeps a second app out, until it is killed', async () => {
    const folder = freshFolder()
    const other = start(folder, 'open-app')
    await other.said(/open/)
    expect(() => openStore({ dataDir: folder, role: 'app' })).toThrow(failing('store_in_use'))
    expect(freshStore({ dataDir: folder, role: 'command' }).chains.list({}, { limit: 1 }).items).toEqual([])
    await other.kill()
    freshStore({ dataDir: folder, role: 'app' })
  })

  it.each([/kept 15$/, /kept 99$/, /waiting/])(
    'that is killed in the middle of a run leaves what had finished (%s)',
    async (moment) => {
      const folder = freshFolder()
      const other = start(folder, 'record')
      await other.said(moment)
      const during = freshStore({ dataDir: folder })
      expect(during.interrupted).toBe(0)
      expect(during.runs.summary(ExecutionId.parse('killed')).status).toBe('running')
      await other.kill()
      const kept = Number(other.lines.findLast((line) => line.startsWith('kept'))?.slice(5))

      const store = freshStore({ dataDir: folder })
      expect(store.interrupted).toBe(1)
      const state = store.runs.load(ExecutionId.parse('killed'))
      expect(state).toMatchObject({ status: 'interrupted', error: { code: 'interrupted' } })
      const ended = [...state.nodes.values()].flatMap((node) => node.result ?? [])
      expect(ended.length).toBeGreaterThanOrEqual(kept)
      for (let i = 0; i < kept; i++)
        expect(state.nodes.get(`n${i}`)?.result?.value).toEqual({ kind: 'json', json: { value: i } })
      expect(state.finishedAt).toBeGreaterThanOrEqual(10 + kept - 1)
      expect(store.runs.list({ text: 'resume the run' }, { limit: 9 }).items).toHaveLength(1)
      expect(store.maintenance.check()).toEqual([])
      expect(readdirSync(join(folder, 'sessions')).filter((name) => name.endsWith('.session'))).toHaveLength(
        2,
      )
    },
  )

  it('of a user who may not write is told so', async () => {
    const folder = freshFolder()
    openStore({ dataDir: folder }).close()
    chmodSync(folder, 0o555)
    onTestFinished(() => chmodSync(folder, 0o755))
    const other = start(folder, 'unprivileged')
    await other.said(/./)
    expect(other.lines).toEqual(['store_read_only'])
  })
})
