import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Column } from '#shared/operation/value.ts'
import type { Duck } from './duck.ts'
import { quoteName, quoteText } from './names.ts'
import { appendRecords, columnsOf, createTable } from './records.ts'

/** Lists of records that are at hand as tables at a time. */
const KEPT = 4

export interface WrittenList {
  readonly columns: readonly Column[]
  readonly rowCount: number
}

/** Writes a list of records, which is at hand elsewhere, to a new Parquet file at a path. */
export type WriteList = (path: string) => Promise<WrittenList>

interface Made extends WrittenList {
  readonly name: string
  /** How many are reading it. */
  users: number
}

/** Lists of records as tables, made once while somebody leafs through them. */
export class RecordTables {
  private readonly duck: Duck
  private readonly made = new Map<string, Promise<Made>>()
  private count = 0

  constructor(duck: Duck) {
    this.duck = duck
  }

  /**
   * Works on the table of a list; `key` tells one list from another. Errors: `empty_input`, `bad_column_name`, those of writing
   * a list that is elsewhere.
   */
  async use<T>(
    key: string,
    records: readonly JsonRecord[] | WriteList,
    work: (name: string, list: WrittenList) => Promise<T>,
  ): Promise<T> {
    const making =
      this.made.get(key) ?? (typeof records === 'function' ? this.load(records) : this.make(records))
    this.made.delete(key)
    this.made.set(key, making)
    making.catch(() => this.made.delete(key))
    const table = await making
    table.users += 1
    try {
      return await work(quoteName(table.name), table)
    } finally {
      table.users -= 1
      await this.sweep()
    }
  }

  private async make(records: readonly JsonRecord[]): Promise<Made> {
    const columns = columnsOf(records)
    const name = this.nextName()
    await this.duck.run(createTable(name, columns))
    await this.duck.use((connection) => appendRecords(connection, name, columns, records))
    return { columns, rowCount: records.length, name, users: 0 }
  }

  /** By way of a file: the records themselves never enter this thread. */
  private async load(write: WriteList): Promise<Made> {
    const path = join(await this.duck.scratch(), `${randomUUID()}.parquet`)
    const name = this.nextName()
    try {
      const { columns, rowCount } = await write(path)
      await this.duck.run(`CREATE TABLE ${quoteName(name)} AS FROM read_parquet(${quoteText(path)})`)
      return { columns, rowCount, name, users: 0 }
    } finally {
      await rm(path, { force: true })
    }
  }

  private nextName(): string {
    this.count += 1
    return `records_${this.count}`
  }

  private async sweep(): Promise<void> {
    for (const [key, making] of this.made) {
      if (this.made.size <= KEPT) return
      const table = await making.catch(() => null)
      if (table && table.users > 0) continue
      if (this.made.get(key) !== making) continue
      this.made.delete(key)
      if (table) await this.duck.run(`DROP TABLE ${quoteName(table.name)}`)
    }
  }
}
