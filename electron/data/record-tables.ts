import type { JsonRecord } from '#shared/base/json.ts'
import type { Column } from '#shared/operation/value.ts'
import type { Duck } from './duck.ts'
import { quoteName } from './names.ts'
import { appendRecords, columnsOf, createTable } from './records.ts'

/** Lists of records that are at hand as tables at a time. */
const KEPT = 4

interface Made {
  readonly columns: readonly Column[]
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

  /** Works on the table of a list; `key` tells one list from another. Errors: `empty_input`, `bad_column_name`. */
  async use<T>(
    key: string,
    records: readonly JsonRecord[],
    work: (name: string, columns: readonly Column[]) => Promise<T>,
  ): Promise<T> {
    const making = this.made.get(key) ?? this.make(records)
    this.made.delete(key)
    this.made.set(key, making)
    making.catch(() => this.made.delete(key))
    const table = await making
    table.users += 1
    try {
      return await work(quoteName(table.name), table.columns)
    } finally {
      table.users -= 1
      await this.sweep()
    }
  }

  private async make(records: readonly JsonRecord[]): Promise<Made> {
    const columns = columnsOf(records)
    this.count += 1
    const name = `records_${this.count}`
    await this.duck.run(createTable(name, columns))
    await this.duck.use((connection) => appendRecords(connection, name, columns, records))
    return { columns, name, users: 0 }
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
