import { InvalidArgumentError, Option } from 'commander'
import type { TextPart } from '#shared/contract/runs.ts'
import type { RunStatus, Trigger } from '#shared/run/events.ts'
import type { Terminal } from './terminal.ts'

/** What every command gets: where to write, and the data folder where one was named. */
export interface Context {
  readonly terminal: Terminal
  readonly dataDir: string | undefined
}

/** How a run is told of. */
export interface ReportFlags {
  readonly json?: true
  readonly rows: number
}

export interface RunFlags extends ReportFlags {
  readonly param: readonly string[]
  readonly input?: string
  readonly parallel: number
  /** `--no-save`. */
  readonly save: boolean
  readonly reuse?: true
  readonly repeat?: number
}

export interface HistoryFlags {
  readonly chain?: string
  readonly status?: RunStatus
  readonly trigger?: Trigger
  readonly starred?: true
  readonly since?: number
  readonly until?: number
  readonly longer?: number
  readonly shorter?: number
  readonly text?: string
  readonly in?: TextPart
  readonly limit: number
  readonly json?: true
}

export interface AgainFlags extends ReportFlags {
  readonly yes?: true
  readonly effects: boolean
  readonly parallel: number
}

export interface CompareFlags {
  readonly node?: string
  readonly key: readonly string[]
  readonly rows: number
  readonly json?: true
}

export interface ConclusionsFlags {
  readonly chain?: string
  readonly stale?: true
  readonly kind?: 'conclusion' | 'annotation'
  readonly text?: string
  readonly limit: number
  readonly json?: true
}

export interface PruneFlags {
  readonly olderThan?: number
  readonly keep?: number
  readonly keepPerChain?: number
  readonly maxSize?: number
  readonly dryRun?: true
  readonly json?: true
}

export interface ExportFlags {
  readonly node?: string
  readonly port?: string
  readonly force?: true
}

export interface ShowFlags {
  readonly node?: string
  readonly rows: number
  readonly json?: true
}

export interface JsonFlag {
  readonly json?: true
}

/** Collects an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): string[] => [...before, value]

/** Parses a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value
    throw new InvalidArgumentError(`It takes a whole number of ${least} or more.`)
  }
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Parses a date (ISO 8601; local time where no zone is given) or how long ago (`90m`, `12h`, `7d`, `2w`): Unix ms. */
export function pointInTime(text: string, now = Date.now()): number {
  const ago = /^(\d+)([mhdw])$/.exec(text)
  if (ago) return now - Number(ago[1]) * (UNITS[ago[2] ?? ''] ?? 0)
  // A bare date would otherwise be midnight in London.
  const at = /^\d{4}-\d\d(-\d\d)?(T.*)?$/.test(text)
    ? Date.parse(text.length <= 10 ? `${text}T00:00` : text)
    : Number.NaN
  if (Number.isNaN(at))
    throw new InvalidArgumentError('It takes a date such as 2025-03-01, or a time ago such as 7d.')
  return at
}

/** Parses an age (`90m`, `12h`, `30d`, `8w`) to milliseconds. */
export function age(text: string): number {
  const found = /^(\d+)([mhdw])$/.exec(text)
  const ms = found ? Number(found[1]) * (UNITS[found[2] ?? ''] ?? 0) : 0
  if (ms > 0) return ms
  throw new InvalidArgumentError('It takes an age such as 12h, 90d or 8w.')
}

const SIZES: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }

/** Parses a size (`500MB`, `2GB`; powers of 1000) to bytes. */
export function size(text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*([kmgt]b)$/i.exec(text)
  const bytes = found ? Math.round(Number(found[1]) * (SIZES[(found[2] ?? '').toLowerCase()] ?? 0)) : 0
  if (bytes > 0) return bytes
  throw new InvalidArgumentError('It takes a size such as 500MB or 2GB.')
}

const SPANS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Parses a span of time (`500ms`, `2.5s`, `5m`, `1h`) to milliseconds. */
export function milliseconds(text: string): number {
  const span = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text)
  if (span) return Number(span[1]) * (SPANS[span[2] ?? ''] ?? 0)
  throw new InvalidArgumentError('It takes a span of time such as 500ms, 2s or 5m.')
}

export const parallelOption = (): Option =>
  new Option('--parallel <n>', 'run up to n nodes side by side').default(1).argParser(wholeNumber(1))

export const rowsOption = (): Option =>
  new Option('--rows <n>', 'how many rows of a table to print').default(20).argParser(wholeNumber(0))

export const jsonOption = (text = 'print JSON'): Option => new Option('--json', text)
