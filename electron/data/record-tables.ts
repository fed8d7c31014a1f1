import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Column } from '#shared/operation/value.ts'
import type { Duck } from './duck.ts'
import { quoteName, quoteText } from './names.ts'
import { appendRecords, columnsOf, createTable } from './records.ts'
import { Shared } from './shared.ts'

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
}

/** Lists of records as tables, made once while somebody leafs through them. */
export class RecordTables {
  private readonly duck: Duck
  private readonly made: Shared<Made>
  private count = 0

  constructor(duck: Duck) {
    this.duck = duck
    this.made = new Shared(KEPT, ({ name }) => duck.run(`DROP TABLE ${quoteName(name)}`))
  }

  /**
   * Works on the table of a list; `key` tells one list from another. Errors: `empty_input`, `bad_column_name`, those of writing
   * a list that is elsewhere.
   */
  use<T>(
    key: string,
    records: readonly JsonRecord[] | WriteList,
    work: (name: string, list: WrittenList) => Promise<T>,
  ): Promise<T> {
    return this.made.use(
      key,
      () => (typeof records === 'function' ? this.load(records) : this.make(records)),
      (table) => work(quoteName(table.name), table),
    )
  }

  private async make(records: readonly JsonRecord[]): Promise<Made> {
    const columns = columnsOf(records)
    const name = this.nextName()
    await this.duck.run(createTable(name, columns))
    await this.duck.use((connection) => appendRecords(connection, name, columns, records))
    return { columns, rowCount: records.length, name }
  }

  /** By way of a file: the records themselves never enter this thread. */
  private async load(write: WriteList): Promise<Made> {
    const path = join(await this.duck.scratch(), `${randomUUID()}.parquet`)
    const name = this.nextName()
    try {
      const { columns, rowCount } = await write(path)
      await this.duck.run(`CREATE TABLE ${quoteName(name)} AS FROM read_parquet(${quoteText(path)})`)
      return { columns, rowCount, name }
    } finally {
      await rm(path, { force: true })
    }
  }

  private nextName(): string {
    this.count += 1
    return `records_${this.count}`
  }
}
