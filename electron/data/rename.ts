import { isRecord } from '#shared/base/json.ts'
import type { Duck } from './duck.ts'
import { quoteName } from './names.ts'

/** Old name → new name of an input, as SQL can name it: which depends on how the text is used. */
export interface SqlRenames {
  /** In a whole SELECT, where inputs are tables. */
  readonly tables: ReadonlyMap<string, string>
  /** In an expression over the columns of a table, where inputs are single values. */
  readonly values: ReadonlyMap<string, string>
}

/**
 * SQL with its inputs called by other names, found by DuckDB's own parser; columns, aliases and `WITH` tables of the
 * same name stay. Null where the text does not parse.
 */
export async function renameInSql(
  duck: Pick<Duck, 'run'>,
  sql: string,
  { tables, values }: SqlRenames,
): Promise<string | null> {
  const query = await parsed(duck, sql)
  if (query) return rewrite(sql, sql, 0, find(query, lowered(tables), false))
  const before = 'SELECT (\n'
  const text = `${before}${sql}\n)`
  const expression = await parsed(duck, text)
  return expression ? rewrite(sql, text, before.length, find(expression, lowered(values), true)) : null
}

const lowered = (names: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...names].map(([name, next]) => [name.toLowerCase(), next]))

async function parsed(duck: Pick<Duck, 'run'>, sql: string): Promise<unknown> {
  const result = await duck.run('SELECT json_serialize_sql($1::VARCHAR)', undefined, [sql])
  const tree: unknown = JSON.parse(String(result.getChunk(0).getColumnValues(0)[0]))
  return isRecord(tree) && tree.error === false ? tree.statements : undefined
}

/** Where a name stands, in bytes of the text. */
interface Place {
  readonly at: number
  readonly name: string
  readonly next: string
  /** Of a column: it means an alias of that name where there is one. */
  readonly qualifier: boolean
}

const text = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '')

function find(root: unknown, names: ReadonlyMap<string, string>, bare: boolean): Place[] {
  const places: Place[] = []
  const aliases = new Set<string>()
  const note = (name: string, at: unknown, qualifier = true): void => {
    const next = names.get(name)
    if (next !== undefined && typeof at === 'number') places.push({ at, name, next, qualifier })
  }
  /** `hidden` are names that stand for `WITH` tables at this place. */
  const visit = (part: unknown, hidden: ReadonlySet<string>): void => {
    if (Array.isArray(part)) {
      for (const item of part) visit(item, hidden)
      return
    }
    if (!isRecord(part)) return
    const { cte_map: tables, ...rest } = part
    const known = new Set(hidden)
    if (part.type === 'RECURSIVE_CTE_NODE') known.add(text(part.cte_name))
    for (const entry of isRecord(tables) && Array.isArray(tables.map) ? tables.map : []) {
      if (!isRecord(entry)) continue
      visit(entry.value, known)
      known.add(text(entry.key))
    }
    const at = part.query_location
    if (part.type === 'BASE_TABLE') {
      aliases.add(text(part.alias))
      if (text(part.schema_name) === '' && !known.has(text(part.table_name)))
        note(text(part.table_name), at, false)
    } else if (part.type === 'STAR' && !known.has(text(part.relation_name)))
      note(text(part.relation_name), at)
    else if (part.type === 'COLUMN_REF' && Array.isArray(part.column_names)) {
      const [first, ...more] = part.column_names
      if ((bare || more.length > 0) && !known.has(text(first))) note(text(first), at)
    } else if (part.type === 'SUBQUERY') aliases.add(text(part.alias))
    visit(Object.values(rest), known)
  }
  visit(root, new Set())
  return places.filter(({ name, qualifier }) => !qualifier || !aliases.has(name))
}

const NAME = /"(?:[^"]|"")*"|[\p{L}\p{N}_$]+/uy

/** The user's text, which begins at `offset` of what was parsed, with what stands at the places replaced. */
function rewrite(own: string, all: string, offset: number, places: readonly Place[]): string {
  const bytes = Buffer.from(all)
  return [...places]
    .sort((a, b) => b.at - a.at)
    .reduce((done, { at, name, next }) => {
      const from = bytes.subarray(0, at).toString().length - offset
      NAME.lastIndex = from
      const written = NAME.exec(own)?.[0]
      if (written === undefined || bareName(written) !== name) return done
      const piece = /^[a-z_][a-z0-9_]*$/i.test(next) && !written.startsWith('"') ? next : quoteName(next)
      return done.slice(0, from) + piece + done.slice(from + written.length)
    }, own)
}

const bareName = (written: string): string =>
  (written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written).toLowerCase()
