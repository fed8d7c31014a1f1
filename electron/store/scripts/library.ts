import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { ScriptSource } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import type { Page } from '#shared/contract/base.ts'
import type { ScriptSummary, ScriptVersion } from '#shared/contract/scripts.ts'
import type { Db } from '../database.ts'
import { numericCursor, type Paging, pageOf } from '../paging.ts'
import { scripts, scriptVersions } from '../schema/scripts.ts'

export interface NewScript {
  readonly name: string
  readonly description?: string | undefined
  readonly category?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly code: string
  readonly parameters: readonly Parameter[]
}

export type ScriptRow = typeof scripts.$inferSelect

/** Named scripts and their versions. Methods with a name: error `script_missing`. */
export function openLibrary({ orm, client, now }: Db) {
  const find = (name: string): ScriptRow | undefined =>
    orm
      .select()
      .from(scripts)
      .where(and(eq(scripts.name, name), isNull(scripts.deletedAt)))
      .get()
  const rowOf = (name: string): ScriptRow => find(name) ?? missing(name)
  const versionOf = (row: ScriptRow, version = row.version) =>
    orm
      .select()
      .from(scriptVersions)
      .where(and(eq(scriptVersions.script, row.id), eq(scriptVersions.version, version)))
      .get() ?? missing(row.name, version)

  const get = (name: string, version?: number): ScriptVersion => {
    const row = rowOf(name)
    const { code, parameters, createdAt, version: found } = versionOf(row, version)
    const { description } = row
    return { name, description, version: found, updatedAt: createdAt, code, parameters }
  }
  const addVersion = (script: number, version: number, { code, parameters }: NewScript): void => {
    const row = { script, version, code, parameters: [...parameters], createdAt: now() }
    orm.insert(scriptVersions).values(row).run()
  }

  return {
    get,

    /** What a node of a chain runs. */
    source(name: string, version?: number): ScriptSource {
      const found = get(name, version)
      return { name, version: found.version, code: found.code, parameters: found.parameters }
    },

    /** By name. `search` is text in name, description, category or tags. */
    list(filter: { search?: string | undefined }, { cursor, limit }: Paging): Page<ScriptSummary> {
      const like = filter.search && `%${filter.search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
      const matches = like
        ? or(
            ...[scripts.name, scripts.description, scripts.category, scripts.tags].map(
              (column) => sql`${column} LIKE ${like} ESCAPE '\\'`,
            ),
          )
        : undefined
      const { name, description, version, updatedAt } = scripts
      const rows = orm
        .select({ name, description, version, updatedAt })
        .from(scripts)
        .where(
          and(
            isNull(scripts.deletedAt),
            matches,
            cursor === undefined ? undefined : sql`${name} > ${cursor}`,
          ),
        )
        .orderBy(name)
        .limit(limit + 1)
        .all()
      return pageOf(
        rows,
        limit,
        (row) => row.name,
        (row) => row,
      )
    },

    /** Newest first. */
    versions(name: string, { cursor, limit }: Paging): Page<{ version: number; createdAt: number }> {
      const before = numericCursor(cursor)
      const { version, createdAt, script } = scriptVersions
      const rows = orm
        .select({ version, createdAt })
        .from(scriptVersions)
        .where(and(eq(script, rowOf(name).id), before === undefined ? undefined : lt(version, before)))
        .orderBy(desc(version))
        .limit(limit + 1)
        .all()
      return pageOf(
        rows,
        limit,
        (row) => row.version,
        (row) => row,
      )
    },

    /** A new version where code or parameters differ from the newest one; a new name makes a new script. */
    save(script: NewScript): ScriptVersion {
      const { name } = script
      client
        .transaction(() => {
          const row = find(name)
          const at = now()
          const about = {
            description: script.description ?? row?.description ?? '',
            category: script.category ?? row?.category ?? '',
            tags: [...(script.tags ?? row?.tags ?? [])],
          }
          if (!row) {
            const values = { name, ...about, version: 1, createdAt: at, updatedAt: at }
            addVersion(Number(orm.insert(scripts).values(values).run().lastInsertRowid), 1, script)
            return
          }
          const newest = versionOf(row)
          const same =
            newest.code === script.code &&
            JSON.stringify(newest.parameters) === JSON.stringify(script.parameters)
          const version = same ? row.version : row.version + 1
          if (!same) addVersion(row.id, version, script)
          orm
            .update(scripts)
            .set({ ...about, version, updatedAt: at })
            .where(eq(scripts.id, row.id))
            .run()
        })
        .immediate()
      return get(name)
    },

    /** Error: `script_exists`. Nodes that name it by the old name no longer find it. */
    rename(name: string, to: string): ScriptSummary {
      const { id, description, version } = rowOf(name)
      if (name !== to && find(to))
        fail('script_exists', `There is a script "${to}" already: choose another name.`)
      const updatedAt = now()
      orm.update(scripts).set({ name: to, updatedAt }).where(eq(scripts.id, id)).run()
      return { name: to, description, version, updatedAt }
    },

    /** Its code and its executions stay in the database; its name is free again. */
    delete(name: string): void {
      orm
        .update(scripts)
        .set({ deletedAt: now() })
        .where(eq(scripts.id, rowOf(name).id))
        .run()
    },

    find,
  }
}
export type Library = ReturnType<typeof openLibrary>

const missing = (name: string, version?: number): never =>
  fail(
    'script_missing',
    version === undefined
      ? `There is no script "${name}": choose another, or make it.`
      : `The script "${name}" has no version ${version}.`,
    { name, ...(version === undefined ? {} : { version }) },
  )
