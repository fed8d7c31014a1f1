import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { follow, openTestWindow } from '../support/window.ts'
import { type Figure, figure, timesOf } from './measure.ts'

const ROWS = 10_000_000
const FEW = { runs: 10, warmUp: 2 }

/** Numbers, texts, yes or no and times, as a measuring device writes them; the same in every run. */
async function makeTable(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(
    `COPY (
       SELECT i AS id, (hash(i) % 1000003) / 7.0 AS y, 'sample ' || (hash(i + 1) % 100000) AS name, i % 2 = 0 AS even,
         TIMESTAMP '2024-01-01' + to_seconds(i) AS moment, (hash(i * 3) % 1000)::INTEGER AS class
       FROM range(${ROWS}) t(i)
     ) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  )
  connection.closeSync()
  instance.closeSync()
}

/** What somebody waits for who looks at a table of ten million rows, asked through the contract. */
export async function dataFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ergo-bench-data-'))
  const path = join(folder, 'large.parquet')
  await makeTable(path)
  const window = await openTestWindow()
  try {
    const { client } = window
    const chain = await client.chains.importText({
      text: JSON.stringify({
        format: 'ergo.chain',
        version: 1,
        name: 'Large',
        nodes: [{ id: 'large', type: 'DATA_INPUT', operation: 'file', config: { path } }],
        edges: [],
      }),
    })
    const { id: executionId } = await client.runs.start({ chainId: chain.summary.id })
    await follow(client, executionId)
    const at = { executionId, nodeId: 'large' }
    const sorted = (column: string, offset: number) =>
      client.values.table({ ...at, sort: [{ column, descending: true }], offset, limit: 100 })
    let page = 0
    const next = (): number => {
      page += 1
      return (page * 777_777) % (ROWS - 100)
    }
    const measured = async (
      name: string,
      target: number,
      work: () => unknown,
      options = FEW,
    ): Promise<Figure> => figure(name, await timesOf(work, options), 'ms', 1, { target })
    return [
      await measured('first page', 100, () => client.values.table({ ...at, limit: 100 }), {
        runs: 30,
        warmUp: 5,
      }),
      await measured('a page further down', 100, () =>
        client.values.table({ ...at, offset: next(), limit: 100 }),
      ),
      await measured('sort by a column, first page', 2000, () => sorted('y', 0)),
      // The first time sorts; once for each column, so there is nothing to warm up.
      figure(
        'sort by a column, a page in the middle',
        [
          ...(await timesOf(() => sorted('class', ROWS / 2), { runs: 1, warmUp: 0 })),
          ...(await timesOf(() => sorted('y', ROWS / 2), { runs: 1, warmUp: 0 })),
          ...(await timesOf(() => sorted('moment', ROWS / 2), { runs: 1, warmUp: 0 })),
        ],
        'ms',
        1,
        { target: 2000 },
      ),
      await measured('another page of that order', 500, () => sorted('moment', next())),
      await measured('profile of a column of numbers', 2000, () =>
        client.values.profile({ ...at, column: 'y' }),
      ),
      await measured('profile of a column of texts', 2000, () =>
        client.values.profile({ ...at, column: 'name' }),
      ),
      await measured('a chart of all rows', 2000, () =>
        client.values.draw({
          ...at,
          chart: {
            by: 'config',
            config: { kind: 'line', x: 'id', y: ['y'] },
          },
        }),
      ),
    ]
  } finally {
    await window.close()
    await rm(folder, { recursive: true })
  }
}
