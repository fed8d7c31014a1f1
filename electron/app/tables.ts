import type { RunTables, TablesOptions } from '#electron/data/tables.ts'

/** The tables of a run, with DuckDB loaded at first use: most chains of plain values never pay for it. */
export function lazyTables(options: TablesOptions): RunTables {
  let opened: Promise<RunTables> | undefined
  const tables = (): Promise<RunTables> => {
    opened ??= import('#electron/data/tables.ts').then((module) => module.openTables(options))
    return opened
  }
  return {
    read: async (...args) => (await tables()).read(...args),
    parse: async (...args) => (await tables()).parse(...args),
    select: async (...args) => (await tables()).select(...args),
    query: async (...args) => (await tables()).query(...args),
    fromRecords: async (...args) => (await tables()).fromRecords(...args),
    rows: async (...args) => (await tables()).rows(...args),
    write: async (...args) => (await tables()).write(...args),
    exportParquet: async (...args) => (await tables()).exportParquet(...args),
    close: async () => (await opened)?.close(),
  }
}
