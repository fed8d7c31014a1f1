import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openToWrite } from '#electron/store/database.ts'
import { APPLICATION_ID, CURRENT_VERSION, migrate } from '#electron/store/migrate.ts'
import { openStore } from '#electron/store/store.ts'
import { chainOf } from './events.ts'
import { failing, freshFolder, freshStore } from './world.ts'

/** A database as it was after so many migrations. */
function olderDatabase(folder: string, version: number): void {
  const db = new Sqlite(join(folder, 'ergo.db'))
  migrate(db, 0, version)
  db.close()
}

describe('opening a data folder', () => {
  it('makes it with a database that waits for others, keeps references and writes ahead', () => {
    const dataDir = join(freshFolder(), 'new', 'place')
    freshStore({ dataDir })
    const db = new Sqlite(join(dataDir, 'ergo.db'))
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('user_version', { simple: true })).toBe(CURRENT_VERSION)
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    db.close()
    const client = openToWrite(dataDir, Date.now, true)
    expect(client.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(client.pragma('synchronous', { simple: true })).toBe(1)
    client.close()
  })

  it('removes what sessions that died have left in their scratch folders, and nobody else’s', () => {
    const dataDir = freshFolder()
    freshStore({ dataDir, session: 'alive' })
    for (const session of ['alive', 'dead', 'new']) {
      mkdirSync(join(dataDir, 'scratch', session, 'run-1'), { recursive: true })
      writeFileSync(join(dataDir, 'scratch', session, 'run-1', 'spill'), 'x')
    }
    freshStore({ dataDir, session: 'new' })
    expect(readdirSync(join(dataDir, 'scratch')).sort()).toEqual(['alive', 'new'])
  })

  it('refuses a database of a newer version and leaves it as it is', () => {
    const dataDir = freshFolder()
    const path = join(dataDir, 'ergo.db')
    const db = new Sqlite(path)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${CURRENT_VERSION + 1}`)
    db.exec('CREATE TABLE later (x)')
    db.close()
    const before = readFileSync(path)
    expect(() => openStore({ dataDir })).toThrow(failing('store_newer'))
    expect(() => openStore({ dataDir, role: 'viewer' })).toThrow(failing('store_newer'))
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(existsSync(join(dataDir, 'backups'))).toBe(false)
  })

  it('refuses what is no database, and a database of something else', () => {
    const dataDir = freshFolder()
    writeFileSync(
      join(dataDir, 'ergo.db'),
      'not a database at all, but long enough to be looked at'.repeat(40),
    )
    expect(() => openStore({ dataDir })).toThrow(failing('store_damaged'))
    const other = freshFolder()
    const db = new Sqlite(join(other, 'ergo.db'))
    db.exec('CREATE TABLE stranger (x)')
    db.close()
    expect(() => openStore({ dataDir: other })).toThrow(failing('store_damaged'))
  })

  it('refuses a folder that is a file', () => {
    const file = join(freshFolder(), 'file')
    writeFileSync(file, '')
    expect(() => openStore({ dataDir: file })).toThrow(failing('store_failed'))
  })

  it('lets the folder be opened again after a failure', () => {
    const dataDir = freshFolder()
    writeFileSync(join(dataDir, 'ergo.db'), 'x'.repeat(2000))
    expect(() => openStore({ dataDir, role: 'app' })).toThrow(failing('store_damaged'))
    writeFileSync(join(dataDir, 'ergo.db'), '')
    freshStore({ dataDir, role: 'app' })
  })
})

describe('bringing a database up to date', () => {
  it('copies it first', () => {
    const dataDir = freshFolder()
    olderDatabase(dataDir, 1)
    freshStore({ dataDir })
    const [backup, ...rest] = readdirSync(join(dataDir, 'backups'))
    expect(rest).toEqual([])
    expect(backup).toBe('ergo-v1-20231114T221320.db')
    const copy = new Sqlite(join(dataDir, 'backups', backup ?? ''))
    expect(copy.pragma('user_version', { simple: true })).toBe(1)
    copy.close()
  })

  it('keeps the last three copies', () => {
    const dataDir = freshFolder()
    const backups = join(dataDir, 'backups')
    mkdirSync(backups)
    const old = ['ergo-v3-20200101T000000.db', 'ergo-v1-20210101T000000.db', 'ergo-v2-20220101T000000.db']
    for (const name of [...old, 'mine.db']) writeFileSync(join(backups, name), '')
    olderDatabase(dataDir, 1)
    freshStore({ dataDir })
    expect(readdirSync(backups).sort()).toEqual(
      ['ergo-v1-20231114T221320.db', ...old.slice(1), 'mine.db'].sort(),
    )
  })

  it('leaves it as it was when a migration fails', () => {
    const dataDir = freshFolder()
    olderDatabase(dataDir, 1)
    const db = new Sqlite(join(dataDir, 'ergo.db'))
    db.exec("CREATE TABLE execution_search (x); INSERT INTO execution_search VALUES ('in the way')")
    db.close()
    const backup = expect.stringContaining(join(dataDir, 'backups', 'ergo-v1-'))
    expect(() => openStore({ dataDir })).toThrow(
      expect.objectContaining({ code: 'store_migration_failed', data: { version: 1, backup } }),
    )
    const after = new Sqlite(join(dataDir, 'ergo.db'))
    expect(after.pragma('user_version', { simple: true })).toBe(1)
    expect(after.prepare("SELECT name FROM sqlite_schema WHERE name = 'chain_search'").get()).toBeUndefined()
    after.close()
  })

  it('refuses to while another Ergo has it open, and to leave rows without their parents', () => {
    const dataDir = freshFolder()
    olderDatabase(dataDir, 1)
    expect(() => openToWrite(dataDir, Date.now, false)).toThrow(failing('store_in_use'))
    const db = new Sqlite(join(dataDir, 'ergo.db'))
    db.pragma('foreign_keys = OFF')
    db.exec("INSERT INTO pins (chain_id, node_id, execution, pinned_at) VALUES ('none', 'n', 7, 0)")
    db.close()
    expect(() => openStore({ dataDir })).toThrow(failing('store_migration_failed'))
  })
})

describe('several at one data folder', () => {
  it('are one app, commands beside it, and any number of viewers', () => {
    const dataDir = freshFolder()
    const app = freshStore({ dataDir, role: 'app' })
    expect(() => openStore({ dataDir, role: 'app' })).toThrow(failing('store_in_use'))
    const command = freshStore({ dataDir, newId: () => 'from-command' })
    const viewers = [0, 1].map(() => freshStore({ dataDir, role: 'viewer' }))
    const { id } = command.chains.create(chainOf('c')).summary
    for (const store of [app, ...viewers]) expect(store.chains.get(id).summary.name).toBe('c')
    app.chains.rename(id, 'd')
    expect(viewers[0]?.chains.get(id).summary.name).toBe('d')
  })

  it('are told when the folder is free again', () => {
    const dataDir = freshFolder()
    const first = openStore({ dataDir, role: 'app' })
    first.close()
    freshStore({ dataDir, role: 'app' })
    expect(readdirSync(join(dataDir, 'sessions')).filter((name) => name.endsWith('.session'))).toHaveLength(1)
  })

  it('wait for one that is opening it', () => {
    const dataDir = freshFolder()
    freshStore({ dataDir })
    const gate = new Sqlite(join(dataDir, 'sessions', 'opening.lock'))
    gate.exec('BEGIN EXCLUSIVE')
    expect(() => openStore({ dataDir, busyMs: 1, openingMs: 20 })).toThrow(failing('store_locked'))
    gate.close()
    freshStore({ dataDir })
  })
})

describe('a viewer', () => {
  it('writes nothing', () => {
    const dataDir = freshFolder()
    freshStore({ dataDir })
    const viewer = freshStore({ dataDir, role: 'viewer' })
    expect(() => viewer.chains.create(chainOf('c'))).toThrow(failing('store_read_only'))
    expect(viewer.interrupted).toBe(0)
  })

  it('says what is missing or too old', () => {
    const dataDir = freshFolder()
    expect(() => openStore({ dataDir, role: 'viewer' })).toThrow(failing('store_missing'))
    expect(readdirSync(dataDir)).toEqual([])
    olderDatabase(dataDir, 1)
    expect(() => openStore({ dataDir, role: 'viewer' })).toThrow(failing('store_outdated'))
  })
})
