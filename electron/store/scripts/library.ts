import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { ScriptSource } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import type { Page } from '#shared/contract/base.ts'
import type { FoundScript, ScriptSummary, ScriptVersion } from '#shared/contract/scripts.ts'
import { SCRIPT_LIMITS, type Script } from '#shared/document/script/schema.ts'
import type { Db } from '../database.ts'
import { numericCursor, type Paging, pageOf } from '../paging.ts'
import { scripts, scriptVersions } from '../schema/scripts.ts'

/** What is left out stays as it is, or takes its default where the script is new. */
export type NewScript = Pick<Script, 'name' | 'code' | 'parameters'> & {
  readonly [Key in keyof About]?: About[Key] | undefined
}
type About = Pick<Script, 'description' | 'category' | 'tags' | 'timeoutMs' | 'memoryMb' | 'testInput'>

export type ScriptRow = typeof scripts.$inferSelect

export interface ScriptFilter {
  readonly search?: string | undefined
  readonly category?: string | undefined
  readonly tag?: string | undefined
}

const DEFAULTS: About = {
  description: '',
  category: '',
  tags: [],
  timeoutMs: SCRIPT_LIMITS.timeoutMs.default,
  memoryMb: SCRIPT_LIMITS.memoryMb.default,
  testInput: {},
}

const aboutOf = ({ description, category, tags, timeoutMs, memoryMb, testInput }: ScriptRow): About => ({
  description,
  category,
  tags,
  timeoutMs,
  memoryMb,
  testInput,
})

const toSummary = ({ name, description, category, tags, version, updatedAt }: ScriptRow): ScriptSummary => ({
  name,
  description,
  category,
  tags,
  version,
  updatedAt,
})

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
    return { ...aboutOf(row), name, version: found, updatedAt: createdAt, code, parameters }
  }
  const addVersion = (script: number, version: number, { code, parameters }: NewScript): void => {
    const row = { script, version, code, parameters: [...parameters], createdAt: now() }
    orm.insert(scriptVersions).values(row).run()
  }

  return {
    get,

    /** What a node of a chain runs. */
    source(name: string, version?: number): ScriptSource {
      const { version: found, code, parameters, timeoutMs, memoryMb } = get(name, version)
      return { name, version: found, code, parameters, timeoutMs, memoryMb }
    },

    /** What a node that runs it has to know, in that version. */
    known({
      name,
      version,
    }: Pick<FoundScript, 'name' | 'version'>): Pick<FoundScript, 'newest' | 'parameters'> {
      const newest = find(name)?.version ?? null
      const there = newest !== null && (version ?? newest) <= newest
      return { newest, parameters: there ? get(name, version).parameters : null }
    },

    /** By name. `search` is text in name, description, category or tags. */
    list({ search, category, tag }: ScriptFilter, { cursor, limit }: Paging): Page<ScriptSummary> {
      const like = search && `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
      const matches = like
        ? or(
            ...[scripts.name, scripts.description, scripts.category, scripts.tags].map(
              (column) => sql`${column} LIKE ${like} ESCAPE '\\'`,
            ),
          )
        : undefined
      const tagged = sql`EXISTS (SELECT 1 FROM json_each(${scripts.tags}) WHERE value = ${tag})`
      const rows = orm
        .select()
        .from(scripts)
        .where(
          and(
            isNull(scripts.deletedAt),
            matches,
            category === undefined ? undefined : eq(scripts.category, category),
            tag === undefined ? undefined : tagged,
            cursor === undefined ? undefined : sql`${scripts.name} > ${cursor}`,
          ),
        )
        .orderBy(scripts.name)
        .limit(limit + 1)
        .all()
      return pageOf(rows, limit, (row) => row.name, toSummary)
    },

    /** Every category and tag in use, sorted. */
    labels(): { categories: string[]; tags: string[] } {
      const { category, tags } = scripts
      const rows = orm.select({ category, tags }).from(scripts).where(isNull(scripts.deletedAt)).all()
      const sorted = (words: string[]): string[] => [...new Set(words)].filter((word) => word !== '').sort()
      return {
        categories: sorted(rows.map((row) => row.category)),
        tags: sorted(rows.flatMap((row) => row.tags)),
      }
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
      const { name, code: _code, parameters: _parameters, ...about } = script
      const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined))
      client
        .transaction(() => {
          const row = find(name)
          const at = now()
          const about = { ...(row ? aboutOf(row) : DEFAULTS), ...given }
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

    /** Error: `script_exists`. Nodes that still name it by the old name no longer find it. */
    rename(name: string, to: string): ScriptSummary {
      const row = rowOf(name)
      if (name !== to && find(to))
        fail('script_exists', `There is a script "${to}" already: choose another name.`)
      const changed = { name: to, updatedAt: now() }
      orm.update(scripts).set(changed).where(eq(scripts.id, row.id)).run()
      return toSummary({ ...row, ...changed })
    },

    /** Its code and its executions stay in the database; its name is free again. */
    delete(name: string): void {
      orm
        .update(scripts)
        .set({ deletedAt: now() })
        .where(eq(scripts.id, rowOf(name).id))
        .run()
    },

    /** Takes back the last deletion under this name. Error: `script_exists`, where a new one has it. */
    restore(name: string): ScriptSummary {
      if (find(name)) fail('script_exists', `There is a script "${name}" again: rename it first.`)
      const row =
        orm.select().from(scripts).where(eq(scripts.name, name)).orderBy(desc(scripts.deletedAt)).get() ??
        missing(name)
      orm.update(scripts).set({ deletedAt: null }).where(eq(scripts.id, row.id)).run()
      return toSummary(row)
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
