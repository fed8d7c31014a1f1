import { tmpdir } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import { openPages } from '#electron/data/pages.ts'
import { renameInConfig } from '#electron/operations/rename.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { NodeType } from '#shared/chain/schema.ts'

const pages = openPages({ blobs: tmpdir(), scratch: tmpdir() })
afterAll(() => pages.close())

const NAMES = new Map([['mass', 'weight']])

describe('SQL in which an input goes by another name', () => {
  it.each([
    ['SELECT mass.mass FROM mass WHERE mass > 1', 'SELECT weight.mass FROM weight WHERE mass > 1'],
    ['SELECT é, "mass".x, mass.* FROM "mass"', 'SELECT é, "weight".x, weight.* FROM "weight"'],
    ['SELECT m.x FROM MASS AS m JOIN b ON m.id = b.id', 'SELECT m.x FROM weight AS m JOIN b ON m.id = b.id'],
    ['SELECT mass.x FROM mass AS mass', 'SELECT mass.x FROM weight AS mass'],
    ['SELECT mass.x FROM (SELECT 1 AS x) AS mass', 'SELECT mass.x FROM (SELECT 1 AS x) AS mass'],
    ['WITH mass AS (FROM mass) FROM mass', 'WITH mass AS (FROM weight) FROM mass'],
    ["SELECT 'mass' AS mass -- mass\nFROM b, mass", "SELECT 'mass' AS mass -- mass\nFROM b, weight"],
    ['SELECT x FROM b WHERE x IN (SELECT x FROM mass)', 'SELECT x FROM b WHERE x IN (SELECT x FROM weight)'],
    [
      'WITH RECURSIVE mass AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM mass WHERE x < 3) FROM mass',
      'WITH RECURSIVE mass AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM mass WHERE x < 3) FROM mass',
    ],
  ])('%s', async (before, after) => {
    expect(await pages.renameInSql(before, { tables: NAMES, values: new Map() })).toBe(after)
  })

  it('is quoted where the new name is no plain one', async () => {
    const tables = new Map([['mass', 'größe']])
    expect(await pages.renameInSql('FROM mass', { tables, values: tables })).toBe('FROM "größe"')
  })

  it('names single values in an expression over rows', async () => {
    const names = { tables: NAMES, values: NAMES }
    expect(await pages.renameInSql("x > mass AND y <> 'mass'", names)).toBe("x > weight AND y <> 'mass'")
    expect(await pages.renameInSql('x > mass', { tables: NAMES, values: new Map() })).toBe('x > mass')
  })

  it('that does not parse is told', async () => {
    expect(await pages.renameInSql('SELECT FROM FROM', { tables: NAMES, values: NAMES })).toBeNull()
  })
})

describe('a config in which an input goes by another name', () => {
  const rename = async (operation: string, config: JsonRecord, port = 'in') => {
    const [type, name = ''] = operation.split('.')
    const node = { type: NodeType.parse(type?.toUpperCase()), operation: name, config }
    const sources = [
      { nodeId: 'mass', port },
      { nodeId: 'other', port },
    ]
    const { config: after, unread } = await renameInConfig({ node, sources }, NAMES, pages.renameInSql)
    return unread ? 'unread' : after
  }

  it.each<[string, JsonRecord, JsonRecord]>([
    ['calculate.expression', { expression: 'mass + other' }, { expression: 'weight + other' }],
    [
      'calculate.comparison',
      { left: 'mass', right: 'mass.limit', operation: 'equal' },
      { left: 'weight', right: 'weight.limit', operation: 'equal' },
    ],
    ['calculate.comparison', { left: 'massive', right: 4 }, { left: 'massive', right: 4 }],
    ['calculate.arithmetic', { operands: ['other', 'mass', 2] }, { operands: ['other', 'weight', 2] }],
    ['transform.merge', { keys: ['mass'] }, { keys: ['weight'] }],
    ['transform.sql', { sql: 'SELECT * FROM mass' }, { sql: 'SELECT * FROM weight' }],
    [
      'output.store',
      { subject: 'mass.batch', content: 'The mass is {{round(mass, 2)}}', data: ['{{mass}}'] },
      { subject: 'weight.batch', content: 'The mass is {{round(weight, 2)}}', data: ['{{weight}}'] },
    ],
    ['output.log', { message: 'mass' }, { message: 'mass' }],
    [
      'transform.script',
      { script: 'mass', arguments: { x: 'mass' } },
      { script: 'mass', arguments: { x: 'weight' } },
    ],
    [
      'transform.map',
      { operation: 'expression', expression: 'item * mass' },
      { operation: 'expression', expression: 'item * weight' },
    ],
  ])('%s with %j', async (operation, before, after) => {
    expect(await rename(operation, before)).toEqual(after)
  })

  it('of rows, where the input comes in as a value', async () => {
    const before = { by: 'sql', sql: 'x > mass', conditions: [{ column: 'mass', input: 'mass' }] }
    expect(await rename('transform.filterRows', before, 'values')).toEqual({
      by: 'sql',
      sql: 'x > weight',
      conditions: [{ column: 'mass', input: 'weight' }],
    })
    expect(await rename('transform.filterRows', { by: 'sql', sql: 'x > mass' })).toEqual({
      by: 'sql',
      sql: 'x > mass',
    })
  })

  it('stays, and is told, where it can’t be read', async () => {
    expect(await rename('calculate.expression', { expression: 'mass +' })).toBe('unread')
    expect(await rename('output.log', { message: '{{mass' })).toBe('unread')
    expect(await rename('transform.sql', { sql: 'SELECT FROM' })).toBe('unread')
  })

  it('is left alone where the node is not fed by it, or its operation is not known', async () => {
    const config = { expression: 'mass' }
    const node = { type: 'CALCULATE', operation: 'expression', config } as const
    expect((await renameInConfig({ node, sources: [] }, NAMES, pages.renameInSql)).config).toBe(config)
    const odd = { ...node, operation: 'magic' }
    const sources = [{ nodeId: 'mass', port: 'in' }]
    expect((await renameInConfig({ node: odd, sources }, NAMES, pages.renameInSql)).config).toBe(config)
  })

  it('may not hide a function that it uses', async () => {
    const node = { type: 'CALCULATE', operation: 'expression', config: { expression: 'mean(mass)' } } as const
    const sources = [{ nodeId: 'mass', port: 'in' }]
    const renamed = renameInConfig({ node, sources }, new Map([['mass', 'mean']]), pages.renameInSql)
    await expect(renamed).rejects.toThrow(/"mean" already means/)
  })
})
