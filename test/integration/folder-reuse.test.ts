import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ergo, jsonLines, scratchFolder } from '../support/ergo.ts'
import { PrintedTable, RunReport } from '../support/reports.ts'

describe('a folder that a chain reads', () => {
  it('is read again once a file of it has changed, come or gone, and not before', async () => {
    const at = scratchFolder()
    const week = join(at, 'week')
    mkdirSync(week)
    const write = (name: string, rows: number): void =>
      writeFileSync(join(week, name), `x\n${'1\n'.repeat(rows)}`)
    write('a.csv', 1)
    write('b.csv', 2)
    writeFileSync(
      join(at, 'chain.ergo.json'),
      JSON.stringify({
        format: 'ergo.chain',
        version: 1,
        name: 'Week',
        nodes: [{ id: 'all', type: 'DATA_INPUT', operation: 'folder', config: { folder: 'week' } }],
        edges: [],
      }),
    )
    const run = async () => {
      const ended = await ergo([
        'run',
        join(at, 'chain.ergo.json'),
        '--reuse',
        '--json',
        '--data-dir',
        join(at, 'data'),
      ])
      const { all } = RunReport.parse(jsonLines(ended)[0]).nodes
      return [all?.cached, PrintedTable.parse(all?.output).table.rowCount]
    }
    expect(await run()).toEqual([false, 3])
    expect(await run()).toEqual([true, 3])
    write('b.csv', 3)
    expect(await run()).toEqual([false, 4])
    write('c.csv', 1)
    writeFileSync(join(week, 'notes.txt'), 'not read')
    expect(await run()).toEqual([false, 5])
    writeFileSync(join(week, 'notes.txt'), 'not read either')
    expect(await run()).toEqual([true, 5])
  })
})
