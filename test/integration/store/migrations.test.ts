import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import { describe, expect, it } from 'vitest'
import { CURRENT_VERSION } from '#electron/store/migrate.ts'
import { readMigrations } from '#electron/store/migrations/embed.ts'
import embedded from '#electron/store/migrations/embedded.json' with { type: 'json' }
import * as schema from '#electron/store/schema/index.ts'
import { expectedOf, fill, told } from '../../fixtures/databases/content.ts'
import { freshFolder, freshStore } from './world.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/databases')
/** The version of the first database that people had. */
const FIRST_RELEASED = 2
const versions = readdirSync(FIXTURES)
  .flatMap((name) => /^v(\d+)\.db\.gz$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b)

describe('migrations', () => {
  it('are what the schema asks for', async () => {
    const folder = join(import.meta.dirname, '../../../electron/store/migrations/meta')
    const last =
      readdirSync(folder)
        .filter((name) => name.endsWith('_snapshot.json'))
        .sort()
        .at(-1) ?? ''
    const snapshot = JSON.parse(readFileSync(join(folder, last), 'utf8'))
    const now = await generateSQLiteDrizzleJson(schema)
    expect(await generateSQLiteMigration(snapshot, now)).toEqual([])
  })

  it('are embedded as they were generated', () => {
    expect(embedded).toEqual(readMigrations())
  })

  it('are each begun from a database that was released', () => {
    const wanted = Array.from({ length: CURRENT_VERSION - FIRST_RELEASED + 1 }, (_, i) => FIRST_RELEASED + i)
    expect(versions).toEqual(wanted)
  })

  it.each(versions)('bring a database of version %i up to date with all it holds', (version) => {
    const dataDir = freshFolder()
    const packed = readFileSync(join(FIXTURES, `v${version}.db.gz`))
    writeFileSync(join(dataDir, 'ergo.db'), gunzipSync(packed))
    const store = freshStore({ dataDir })
    expect(told(store)).toEqual(expectedOf(version))
    expect(store.maintenance.check()).toEqual([])
  })

  it('give what a new database gives', async () => {
    const store = freshStore()
    await fill(store)
    expect(told(store)).toEqual(expectedOf(CURRENT_VERSION))
  })
})
