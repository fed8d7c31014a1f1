import { stat } from 'node:fs/promises'
import { hashFile } from '#electron/data/hash.ts'
import { checkNames, quoteName } from '#electron/data/names.ts'
import { resolveSource } from '#electron/data/source.ts'
import { select, tableSql, withDatabase } from '#electron/data/sqlite.ts'
import { database } from '#shared/operation/data-input/database.ts'
import { give, implement } from '../define.ts'

export const runDatabase = implement(database, async (config, context) => {
  const { services, signal } = context
  const path = resolveSource(config.path, services.folders)
  const answer = withDatabase(path, (file) => {
    const { sql, values } = config.by === 'sql' ? { sql: config.sql, values: [] } : tableSql(file, config)
    return select(file, sql, values, config.limit)
  })
  checkNames(answer.columns)
  const { size, mtimeMs } = await stat(path)
  context.record({ kind: 'source', path, size, modifiedAt: mtimeMs, sha256: await hashFile(path, signal) })
  if (answer.more) {
    context.warn('rows_limited', `Only the first ${config.limit} rows were read: there are more.`, {
      limit: config.limit,
    })
  }
  if (answer.rows.length > 0) return give(await services.tables.fromRecords(answer.rows))
  // A table without rows still has its columns.
  const columns = answer.columns.map((name) => `NULL::VARCHAR AS ${quoteName(name)}`)
  return give(await services.tables.query(`SELECT ${columns.join(', ')} WHERE false`, {}, signal))
})
