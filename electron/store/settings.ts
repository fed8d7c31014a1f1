import { desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fail } from '#shared/base/errors.ts'
import { parseJson } from '#shared/base/json.ts'
import type { Db } from './database.ts'
import { settings } from './schema/settings.ts'

/** What is remembered under a key, e.g. what a person has chosen. */
export function openSettings({ orm, now }: Db) {
  return {
    /** Undefined where nothing was set. Error: `setting_invalid` (it is there, but not of this shape). */
    get<Schema extends z.ZodType>(key: string, schema: Schema): z.output<Schema> | undefined {
      const row = orm.select({ value: settings.value }).from(settings).where(eq(settings.key, key)).get()
      if (!row) return undefined
      const json = parseJson(row.value)
      const parsed = json.ok ? schema.safeParse(json.value) : null
      return parsed?.success
        ? parsed.data
        : fail('setting_invalid', `The setting "${key}" can't be read: set it again.`, { key })
    },

    /** `value` is what the schema takes; it is stored as JSON. */
    set<Schema extends z.ZodType>(key: string, schema: Schema, value: z.input<Schema>): z.output<Schema> {
      const parsed = schema.parse(value)
      const set = { value: JSON.stringify(parsed), changedAt: now() }
      orm
        .insert(settings)
        .values({ key, ...set })
        .onConflictDoUpdate({ target: settings.key, set })
        .run()
      return parsed
    },

    /** The keys that begin so, with when they were set (Unix milliseconds), newest first. */
    keys(beginning: string): { key: string; changedAt: number }[] {
      const { key, changedAt } = settings
      return orm
        .select({ key, changedAt })
        .from(settings)
        .where(sql`substr(${key}, 1, ${beginning.length}) = ${beginning}`)
        .orderBy(desc(changedAt))
        .all()
    },

    remove(key: string): void {
      orm.delete(settings).where(eq(settings.key, key)).run()
    },
  }
}
export type StoredSettings = ReturnType<typeof openSettings>
