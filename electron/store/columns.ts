import { customType } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import { fail } from '#shared/base/errors.ts'
import { parseJson } from '#shared/base/json.ts'

/** Text from the database as JSON of this shape. Error: `store_damaged`. */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const json = parseJson(text)
  const parsed = json.ok ? schema.safeParse(json.value) : null
  if (parsed?.success) return parsed.data
  const why = json.ok ? (parsed?.error?.issues[0]?.message ?? 'its shape is wrong') : json.error
  return fail(
    'store_damaged',
    `The database holds a record that can't be read (${why}) Restore the data folder from a backup.`,
  )
}

/**
 * A column of JSON text, parsed with `schema` when it is read. `undefined` is stored as NULL; JSON's null is stored as
 * the text `null`.
 */
export function jsonColumn<Schema extends z.ZodType>(schema: Schema) {
  return customType<{ data: z.output<Schema>; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (text) => readJson(schema, text),
  })
}
