import { sql } from 'drizzle-orm'

type Placeholders<Keys extends string> = { [Key in Keys]: ReturnType<typeof sql.placeholder<Key>> }

/** A placeholder per key, for statements that are prepared once and run often. */
export function placeholders<const Keys extends string>(...keys: Keys[]): Placeholders<Keys> {
  const made: Partial<Placeholders<Keys>> = {}
  for (const key of keys) made[key] = sql.placeholder(key)
  return made as Placeholders<Keys>
}

/** In an upsert: the value that the refused insert would have stored. */
export const excluded = (column: { name: string }) => sql.raw(`excluded.${column.name}`)
