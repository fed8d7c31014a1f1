import { fail } from '#shared/base/errors.ts'
import { isRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'
import {
  ALLOWED_FUNCTIONS,
  ALLOWED_TABLE_FUNCTIONS,
  ORDERED_FUNCTIONS,
  VALUE_FUNCTIONS,
  WHY_NOT,
} from './functions.ts'
import { placed } from './names.ts'

const EXPRESSIONS: ReadonlySet<string> = new Set([
  'BETWEEN',
  'CASE',
  'CAST',
  'COLLATE',
  'COLUMN_REF',
  'COMPARISON',
  'CONJUNCTION',
  'CONSTANT',
  'FUNCTION',
  'LAMBDA',
  'OPERATOR',
  'POSITIONAL_REFERENCE',
  'STAR',
  'SUBQUERY',
  'WINDOW',
])
const QUERIES: ReadonlySet<string> = new Set(['SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE'])
const SOURCES: ReadonlySet<string> = new Set([
  'BASE_TABLE',
  'EMPTY',
  'EXPRESSION_LIST',
  'JOIN',
  'PIVOT',
  'SUBQUERY',
  'TABLE_FUNCTION',
])
const PARTS =
  /^(ORDER_MODIFIER|LIMIT_MODIFIER|LIMIT_PERCENT_MODIFIER|DISTINCT_MODIFIER|ORDER_DEFAULT|ASCENDING|DESCENDING|\w+_TYPE_INFO)$/

/** What a query is like, for those who run it. */
export interface Checked {
  /** Its answer may depend on the order in which rows are worked on: it groups, joins, removes duplicates or uses windows. */
  readonly orderMatters: boolean
  /** It says in which order its rows come. */
  readonly ordered: boolean
}

const refuse = (message: string): never => fail('sql_not_allowed', message)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Names for a sentence, without those that are there for our own code. */
function shown(names: ReadonlySet<string>): string {
  return [...names].filter((name) => !name.endsWith(placed(''))).join(', ') || 'none'
}

class Walk {
  orderMatters = false
  private readonly columns: ReadonlySet<string>

  constructor(columns: ReadonlySet<string>) {
    this.columns = columns
  }

  /**
   * Visits every object of the tree, so that nothing is passed over; what is not known is refused. `names` are the tables that
   * can be named at this place: the inputs and, as DuckDB scopes them, the query's own `WITH` tables.
   */
  visit(part: unknown, names: ReadonlySet<string>): void {
    if (Array.isArray(part)) {
      for (const item of part) this.visit(item, names)
    } else if (isRecord(part)) {
      if (typeof part.class === 'string') this.expression(part, part.class, names)
      else if (typeof part.type === 'string') this.typed(part, part.type, names)
      else this.children(part, names)
    }
  }

  private children(part: Record<string, unknown>, names: ReadonlySet<string>): void {
    for (const value of Object.values(part)) this.visit(value, names)
  }

  private expression(part: Record<string, unknown>, kind: string, names: ReadonlySet<string>): void {
    if (kind === 'PARAMETER') refuse('The SQL has a placeholder ($1 or ?): write the value itself.')
    if (!EXPRESSIONS.has(kind)) refuse(`The SQL has a part that is not allowed (${kind.toLowerCase()}).`)
    if (kind === 'FUNCTION' || kind === 'WINDOW') this.call(part)
    if (kind === 'WINDOW') this.orderMatters = true
    if (kind === 'COLUMN_REF') this.column(part)
    this.children(part, names)
  }

  /** A bare name may be a function in disguise; one that is a column of an input is that. */
  private column(part: Record<string, unknown>): void {
    const path = Array.isArray(part.column_names) ? part.column_names : []
    const name = text(path[0]).toLowerCase()
    if (path.length === 1 && VALUE_FUNCTIONS.has(name) && !this.columns.has(name)) {
      const why = WHY_NOT.get(name) ?? 'no input has such a column, and it would tell of this machine'
      refuse(`"${name}" is not allowed here: ${why}. If it is a column, name its table too.`)
    }
  }

  private call(part: Record<string, unknown>): void {
    const name = text(part.function_name).toLowerCase()
    const schema = text(part.schema)
    if (text(part.catalog) !== '' || (schema !== '' && schema !== 'main')) {
      refuse(`The function "${schema}.${name}" is not allowed: call functions by their name alone.`)
    }
    if (!ALLOWED_FUNCTIONS.has(name)) {
      const why = WHY_NOT.get(name) ?? 'only functions that depend on their arguments alone are'
      refuse(`The function "${name}" is not allowed here: ${why}.`)
    }
    if (ORDERED_FUNCTIONS.has(name)) this.orderMatters = true
  }

  private typed(part: Record<string, unknown>, type: string, names: ReadonlySet<string>): void {
    if (QUERIES.has(type)) this.query(part, type, names)
    else if (SOURCES.has(type)) this.source(part, type, names)
    else if (PARTS.test(type)) {
      if (type === 'DISTINCT_MODIFIER') this.orderMatters = true
      this.children(part, names)
    } else if (type === 'SHOW_REF') refuse('Only SELECT is allowed, not DESCRIBE, SHOW or SUMMARIZE.')
    else refuse(`The SQL has a part that is not allowed (${type.toLowerCase()}).`)
  }

  private query(part: Record<string, unknown>, type: string, names: ReadonlySet<string>): void {
    const { cte_map: tables, ...rest } = part
    const known = new Set(names)
    if (type === 'SET_OPERATION_NODE') this.orderMatters = true
    if (type === 'RECURSIVE_CTE_NODE') known.add(text(part.cte_name).toLowerCase())
    const entries = isRecord(tables) && Array.isArray(tables.map) ? tables.map : []
    for (const entry of entries) {
      if (!isRecord(entry)) continue
      this.visit(entry.value, known)
      known.add(text(entry.key).toLowerCase())
    }
    if (isRecord(part.sample)) this.sample()
    if (Array.isArray(part.group_sets) && part.group_sets.length > 0) this.orderMatters = true
    this.children(rest, known)
  }

  private source(part: Record<string, unknown>, type: string, names: ReadonlySet<string>): void {
    if (isRecord(part.sample)) this.sample()
    if (type === 'JOIN' || type === 'PIVOT') this.orderMatters = true
    if (type === 'BASE_TABLE') this.table(part, names)
    if (type === 'TABLE_FUNCTION') this.rowsFrom(part, names)
    this.children(part, names)
  }

  private rowsFrom(part: Record<string, unknown>, names: ReadonlySet<string>): void {
    const call = isRecord(part.function) ? part.function : {}
    const name = text(call.function_name).toLowerCase()
    if (call.class !== 'FUNCTION' || !ALLOWED_TABLE_FUNCTIONS.has(name)) {
      refuse(`"${name}" is not allowed: rows can come only from the inputs (${shown(names)}).`)
    }
  }

  private table(part: Record<string, unknown>, names: ReadonlySet<string>): void {
    const name = text(part.table_name)
    if (text(part.schema_name) !== '' || text(part.catalog_name) !== '' || part.at_clause) {
      refuse(`"${text(part.schema_name)}.${name}" is not an input: name tables by their node id alone.`)
    }
    if (!names.has(name.toLowerCase())) {
      refuse(`There is no input "${name}": the tables here are ${shown(names)}.`)
    }
  }

  private sample(): never {
    return refuse(
      'Sampling in SQL can give other rows in the next run: use the Sample operation, which is seeded.',
    )
  }
}

/** The one statement of a tree. Errors: `sql_invalid` (does not parse), `sql_not_allowed` (none, several, or no SELECT). */
function statementIn(parsed: unknown): Record<string, unknown> {
  if (!isRecord(parsed)) throw new Error('The parser gave no tree.')
  if (parsed.error === true) {
    if (parsed.error_type === 'not implemented') refuse('Only SELECT is allowed here.')
    fail('sql_invalid', `The SQL can't be read: ${text(parsed.error_message)}.`)
  }
  const statements = Array.isArray(parsed.statements) ? parsed.statements : []
  const [statement] = statements
  if (statements.length === 1 && isRecord(statement)) return statement
  return refuse(
    statements.length > 1
      ? 'Only one statement is allowed: leave out what follows the first ";".'
      : 'The SQL is empty.',
  )
}

/** What a SELECT of one expression leaves empty. */
const CLAUSES = [
  'where_clause',
  'having',
  'qualify',
  'sample',
  'group_expressions',
  'group_sets',
  'modifiers',
] as const
const isEmpty = (part: unknown): boolean =>
  part === null || part === undefined || (Array.isArray(part) && part.length === 0)

/**
 * Checks that a text, parsed as `SELECT text`, is one expression: put in brackets it can't become anything else. Errors:
 * `sql_invalid`, `sql_not_allowed`.
 */
export function checkExpression(parsed: unknown): void {
  const { node } = statementIn(parsed)
  const list = isRecord(node) && Array.isArray(node.select_list) ? node.select_list : []
  const [item] = list
  const alone =
    isRecord(node) &&
    list.length === 1 &&
    isRecord(item) &&
    item.alias === '' &&
    item.class !== 'STAR' &&
    isRecord(node.from_table) &&
    node.from_table.type === 'EMPTY' &&
    CLAUSES.every((clause) => isEmpty(node[clause]))
  if (!alone)
    refuse('One expression is needed here, such as mass / volume: not several, and no FROM, WHERE or AS.')
}

/**
 * Checks a query as DuckDB's own parser has read it (the answer of `json_serialize_sql`) against an allowlist: exactly one SELECT
 * whose rows come from `inputs` alone. Errors: `sql_invalid` (does not parse), `sql_not_allowed`, `names_alike`.
 */
export function checkQuery(parsed: unknown, inputs: Readonly<Record<string, TableValue>>): Checked {
  const statement = statementIn(parsed)
  const alike = Object.keys(inputs).find((name, i, all) =>
    all.some((other, j) => j < i && other.toLowerCase() === name.toLowerCase()),
  )
  if (alike !== undefined) {
    fail(
      'names_alike',
      `SQL tells names apart without regard to capitals, and another input is called like "${alike}": rename a node.`,
    )
  }
  const columns = Object.values(inputs).flatMap((table) => table.columns.map((column) => column.name))
  const walk = new Walk(new Set(columns.map((name) => name.toLowerCase())))
  const names = Object.keys(inputs).flatMap((name) => [name, placed(name)])
  walk.visit(statement, new Set(names.map((name) => name.toLowerCase())))
  const modifiers =
    isRecord(statement.node) && Array.isArray(statement.node.modifiers) ? statement.node.modifiers : []
  return {
    orderMatters: walk.orderMatters,
    ordered: modifiers.some((part) => isRecord(part) && part.type === 'ORDER_MODIFIER'),
  }
}
