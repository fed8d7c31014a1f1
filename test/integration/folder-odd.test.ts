import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { documentOf, writeJson } from '../support/documents.ts'
import { ergo, jsonLines, scratchFolder } from '../support/ergo.ts'
import { RunReport } from '../support/reports.ts'

it('an entry of a folder that can’t be looked at fails the node that reads it, and no other', async () => {
  const at = scratchFolder()
  mkdirSync(join(at, 'scans'))
  writeFileSync(join(at, 'scans', 'here.csv'), 'x\n1\n')
  symlinkSync('loop.csv', join(at, 'scans', 'loop.csv'))
  const nodes = [
    { id: 'all', type: 'DATA_INPUT', operation: 'folder', config: { folder: 'scans', glob: '*.csv' } },
    { id: 'one', type: 'CALCULATE', operation: 'expression', config: { expression: '1' } },
  ]
  const chain = writeJson(at, 'chain.json', documentOf(nodes, []))
  const ended = await ergo(['run', chain, '--reuse', '--json'], { dataDir: join(at, 'data') })
  const { all, one } = RunReport.parse(jsonLines(ended)[0]).nodes
  expect(all?.error).toMatchObject({
    code: 'file_unreadable',
    message: expect.stringContaining('"loop.csv" matches, but can\'t be looked at (ELOOP)'),
  })
  expect(one?.status).toBe('completed')
})
