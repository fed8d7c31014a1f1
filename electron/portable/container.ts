import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import Sqlite from 'better-sqlite3'
import { fail } from '#shared/base/errors.ts'
import { newer, RUN_VERSION } from '#shared/run/portable.ts'

/**
 * A run file is an SQLite database: one file that says what it is and of which version in its first hundred bytes, that can
 * be checked for being whole, and whose large parts are read without unpacking the rest. The document (`ergo.run`) is
 * compressed JSON in one row; blobs lie beside it in parts, since SQLite holds no row of more than a gigabyte.
 */
export const SCHEMA = `
  CREATE TABLE document (id INTEGER PRIMARY KEY CHECK (id = 1), json BLOB NOT NULL);
  CREATE TABLE blobs (hash TEXT NOT NULL, part INTEGER NOT NULL, packed INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (hash, part)) WITHOUT ROWID;`

/** "ErgR" in the header. */
export const RUN_FILE_ID = 0x45726752
export const PART_BYTES = 4 * 1024 * 1024

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'

/** The header of an SQLite file (https://sqlite.org/fileformat.html); null where it is none. */
function headerOf(path: string): Buffer | null {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, 'r')
  try {
    const read = readSync(file, header, 0, HEADER_BYTES, 0)
    return read === HEADER_BYTES && header.toString('latin1', 0, MAGIC.length) === MAGIC ? header : null
  } finally {
    closeSync(file)
  }
}

/** Whether a file says that it is a run. False for one that can't be read. */
export function isRunFile(path: string): boolean {
  try {
    return headerOf(path)?.readUInt32BE(68) === RUN_FILE_ID
  } catch {
    return false
  }
}

/**
 * Opens a run file to read, if it is whole. Errors: `file_missing`, `run_file_unknown`, `run_file_newer`,
 * `run_file_damaged`.
 */
export function openRunFile(path: string): Sqlite.Database {
  const name = basename(path)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) return fail('file_missing', `There is no file ${path}.`, { path })
  const header = headerOf(path)
  if (header?.readUInt32BE(68) !== RUN_FILE_ID)
    return fail('run_file_unknown', `${name} is no run of Ergo: such a file ends in .ergorun.`, { path })
  const version = header.readUInt32BE(60)
  if (version > RUN_VERSION) fail('run_file_newer', `${name}: ${newer(version).message}`, { path, version })
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const whole = pageSize * header.readUInt32BE(28)
  if (stat.size < whole)
    fail(
      'run_file_damaged',
      `${name} is cut short: ${stat.size} of ${whole} bytes are there. Copy it again.`,
      { path },
    )
  try {
    const file = new Sqlite(path, { readonly: true, fileMustExist: true })
    file.pragma('trusted_schema = OFF')
    file.pragma('cell_size_check = ON')
    const found = file.prepare<[], string>('PRAGMA integrity_check(1)').pluck().get()
    if (found === 'ok') return file
    file.close()
  } catch {
    // Told below: whatever SQLite says of it, it can't be read.
  }
  return damaged(path)
}

/** Error: `run_file_damaged`. */
export const damaged = (path: string): never =>
  fail('run_file_damaged', `${basename(path)} is damaged and can't be opened: copy it again.`, { path })
