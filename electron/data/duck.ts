import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  type DuckDBValue,
} from '@duckdb/node-api'
import { fail } from '#shared/base/errors.ts'
import { duckFailure } from './failure.ts'
import { quoteText } from './names.ts'

export interface DuckOptions {
  /** Absolute paths of the files that may be read. */
  readonly files: readonly string[]
  /** Folders whose files may be read, besides the scratch folder. */
  readonly folders: readonly string[]
  /** An existing or new folder; what is spilled or half written goes into a folder of its own in it, gone after {@link Duck.close}. */
  readonly scratch: string
  /** DuckDB's threads; as many as there are cores by default. */
  readonly threads?: number | undefined
  /** What DuckDB may hold in memory before it spills to disk; four fifths of the machine's memory by default. */
  readonly memoryMb?: number | undefined
}

/** Told now and then how much of a statement is done, from 0 to 1, as far as DuckDB can tell. */
export type Progress = (share: number) => void

/** One in-memory DuckDB that can open nothing but what its options name, made at first use. */
export interface Duck {
  /**
   * Runs one statement. When `signal` is aborted the statement is interrupted and the signal's reason is thrown. Statements may
   * run side by side: each has a connection to itself.
   */
  run(
    sql: string,
    signal?: AbortSignal,
    values?: DuckDBValue[],
    progress?: Progress,
  ): Promise<DuckDBMaterializedResult>
  /** Uses a connection for something other than SQL text. */
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  scratch(): Promise<string>
  /** Interrupts what is running and frees everything. */
  close(): Promise<void>
}

/** An interrupt that comes before the statement has begun is lost, so it is said again until the statement has ended. */
const INTERRUPT_MS = 10
const PROGRESS_MS = 100

/**
 * Settings that can't be changed once the last is set. Extensions are neither fetched nor loaded; no file is opened but those
 * named; times are in UTC wherever the machine stands.
 */
function settings(options: DuckOptions, scratch: string): string[] {
  const list = (paths: readonly string[]): string => `[${paths.map(quoteText).join(', ')}]`
  const folders = [scratch, ...options.folders].map((path) => (path.endsWith(sep) ? path : path + sep))
  return [
    `SET temp_directory = ${quoteText(join(scratch, 'spill'))}`,
    ...(options.memoryMb ? [`SET memory_limit = '${options.memoryMb}MB'`] : []),
    ...(options.threads ? [`SET threads = ${options.threads}`] : []),
    // Without GLOBAL these two would hold for the connection that sets them alone, and others would keep the machine's zone.
    "SET GLOBAL TimeZone = 'UTC'",
    "SET GLOBAL Calendar = 'gregorian'",
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET allow_community_extensions = false',
    'SET allow_persistent_secrets = false',
    `SET allowed_paths = ${list(options.files)}`,
    `SET allowed_directories = ${list(folders)}`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]
}

interface Started {
  readonly instance: DuckDBInstance
  readonly scratch: string
  /** The one that tells progress: that setting holds for a connection alone, and can't be made once all are locked. */
  readonly telling: DuckDBConnection
}

async function start(options: DuckOptions): Promise<Started> {
  await mkdir(options.scratch, { recursive: true })
  const scratch = await mkdtemp(join(options.scratch, 'run-'))
  const instance = await DuckDBInstance.create(':memory:')
  const telling = await instance.connect()
  await telling.run(settings(options, scratch).join(';'))
  return { instance, scratch, telling }
}

export function openDuck(options: DuckOptions): Duck {
  let started: ReturnType<typeof start> | undefined
  let closed = false
  const idle: DuckDBConnection[] = []
  const busy = new Map<DuckDBConnection, Promise<unknown>>()

  const running = (): ReturnType<typeof start> => {
    if (closed) fail('tables_closed', 'The tables of this run are gone: the run has ended.')
    started ??= start(options)
    return started
  }

  async function use<T>(
    work: (connection: DuckDBConnection) => Promise<T>,
    tellsProgress = false,
  ): Promise<T> {
    const { instance, telling } = await running()
    const isFree = tellsProgress && !busy.has(telling)
    const connection = isFree ? telling : (idle.pop() ?? (await instance.connect()))
    try {
      const working = work(connection)
      busy.set(connection, working)
      return await working
    } catch (thrown) {
      throw duckFailure(thrown)
    } finally {
      busy.delete(connection)
      if (connection !== telling) idle.push(connection)
    }
  }

  async function run(
    sql: string,
    signal?: AbortSignal,
    values?: DuckDBValue[],
    progress?: Progress,
  ): Promise<DuckDBMaterializedResult> {
    // Text is cut at a NUL on its way into DuckDB: what ran would not be what was checked.
    if (sql.includes('\0')) fail('sql_invalid', 'The SQL, or a name in it, holds a NUL character.')
    signal?.throwIfAborted()
    try {
      return await use(async (connection) => {
        const stop = (): void => {
          connection.interrupt()
          again ??= setInterval(() => connection.interrupt(), INTERRUPT_MS)
        }
        let again: NodeJS.Timeout | undefined
        const telling =
          progress &&
          setInterval(() => progress(Math.max(0, connection.progress.percentage) / 100), PROGRESS_MS)
        signal?.addEventListener('abort', stop)
        try {
          signal?.throwIfAborted()
          return await connection.run(sql, values)
        } finally {
          signal?.removeEventListener('abort', stop)
          clearInterval(again)
          clearInterval(telling)
        }
      }, progress !== undefined)
    } catch (thrown) {
      signal?.throwIfAborted()
      throw thrown
    }
  }

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    if (!started) return
    const { instance, scratch, telling } = await started
    const again = setInterval(() => {
      for (const connection of busy.keys()) connection.interrupt()
    }, INTERRUPT_MS)
    await Promise.allSettled(busy.values())
    clearInterval(again)
    for (const connection of [telling, ...idle]) connection.closeSync()
    instance.closeSync()
    await rm(scratch, { recursive: true, force: true })
  }

  return { run, use, scratch: async () => (await running()).scratch, close }
}
