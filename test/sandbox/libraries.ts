import { DuckDBInstance } from '@duckdb/node-api'
import { createRouterClient, os } from '@orpc/server'
import Database from 'better-sqlite3'
import { Command } from 'commander'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix'
import { sgg } from 'ml-savitzky-golay-generalized'
import { pino } from 'pino'
import { mean } from 'simple-statistics'
import { WebSocketServer } from 'ws'
import { z } from 'zod'

/** One ordinary use of each library that works beside evaluated text, with what it should give. */
export const LIBRARY_USES: Readonly<Record<string, { use: () => unknown; gives: unknown }>> = {
  zod: {
    use: () => z.object({ a: z.number().default(1), b: z.union([z.string(), z.null()]) }).parse({ b: null }),
    gives: { a: 1, b: null },
  },
  'zod errors': {
    use: () => z.object({ a: z.number() }).safeParse({ a: 'x' }).error?.issues[0]?.path,
    gives: ['a'],
  },
  '@duckdb/node-api': {
    use: async () => {
      const connection = await (await DuckDBInstance.create(':memory:')).connect()
      const reader = await connection.runAndReadAll("SELECT i AS a, 'x' || i AS b FROM range(2) t(i)")
      const rows = reader.getRowObjectsJson()
      connection.closeSync()
      return rows
    },
    gives: [
      { a: '0', b: 'x0' },
      { a: '1', b: 'x1' },
    ],
  },
  'better-sqlite3': {
    use: () => {
      const db = new Database(':memory:')
      db.exec('CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2)')
      const rows = db.prepare('SELECT a FROM t WHERE a > ?').all(1)
      db.close()
      return rows
    },
    gives: [{ a: 2 }],
  },
  'drizzle-orm': {
    use: () => {
      const db = new Database(':memory:')
      db.exec('CREATE TABLE t (a INTEGER, b TEXT)')
      const table = sqliteTable('t', { a: integer('a'), b: text('b', { mode: 'json' }) })
      const orm = drizzle(db)
      orm
        .insert(table)
        .values({ a: 1, b: { c: [1] } })
        .run()
      const rows = orm.select().from(table).where(eq(table.a, 1)).all()
      db.close()
      return rows
    },
    gives: [{ a: 1, b: { c: [1] } }],
  },
  commander: {
    use: () => {
      const program = new Command().exitOverride().argument('<file>').option('-n, --number <n>', 'a number')
      program.parse(['f.json', '-n', '3'], { from: 'user' })
      return [program.args, program.opts()]
    },
    gives: [['f.json'], { number: '3' }],
  },
  pino: {
    use: () => {
      const lines: string[] = []
      pino({ timestamp: false, base: null }, { write: (line) => lines.push(line) }).info({ a: 1 }, 'hello')
      return lines
    },
    gives: ['{"level":30,"a":1,"msg":"hello"}\n'],
  },
  '@orpc/server': {
    use: () =>
      createRouterClient({ double: os.input(z.number()).handler(({ input }) => input * 2) }).double(2),
    gives: 4,
  },
  ws: {
    use: () => new WebSocketServer({ noServer: true }).clients.size,
    gives: 0,
  },
  'iconv-lite': {
    use: () => iconv.decode(Buffer.from([0xe9]), 'latin1'),
    gives: 'é',
  },
  'ml-matrix': {
    use: () => {
      const matrix = new Matrix([
        [0, 2],
        [-4, 0],
      ])
      const { diagonal } = new SingularValueDecomposition(matrix)
      return [new QrDecomposition(matrix).solve(Matrix.columnVector([2, 4])).to1DArray(), diagonal]
    },
    gives: [
      [-1, 1],
      [4, 2],
    ],
  },
  'ml-savitzky-golay-generalized': {
    use: () => [...sgg([1, 2, 3, 4, 5], 1, { windowSize: 5, polynomial: 1 })].map(Math.round),
    gives: [1, 2, 3, 4, 5],
  },
  'simple-statistics': { use: () => mean([1, 2, 3]), gives: 2 },
  'fast-check': {
    use: () => fc.check(fc.property(fc.jsonValue(), (value) => JSON.stringify(value).length > 0)).failed,
    gives: false,
  },
}
