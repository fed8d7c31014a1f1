import type { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { readingBlobs } from '#electron/data/blobs/reading.ts'
import { blobOf } from '#electron/data/blobs/refs.ts'
import type { Pages, TableSource } from '#electron/data/pages.ts'
import type { WriteList } from '#electron/data/record-tables.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { ValuesCompared } from '#shared/contract/comparison.ts'
import type { TablePage, TableQuery, ValueAddress } from '#shared/contract/values.ts'
import type { LargeValue, TableValue, Value } from '#shared/operation/value.ts'
import type { LiveRuns } from '../runs/live.ts'
import { KeptValues, type Whole } from './kept.ts'
import { QUESTIONS, type Question, recordsOf } from './questions.ts'

/** Asks questions of large values where they are. */
export interface LargeValues {
  /**
   * `beside`: the second value of a question about two; one of them may be small. Errors: `blob_missing`, `blob_damaged`,
   * `out_of_memory`, `crashed`, those of the question.
   */
  ask<Input, Answer>(
    value: Value,
    question: Question<Input, Answer>,
    input: Input,
    signal?: AbortSignal,
    beside?: Value,
  ): Promise<Answer>
}

export interface ValuesDeps {
  readonly live: Pick<LiveRuns, 'get'>
  readonly store: { readonly runs: Pick<Store['runs'], 'result' | 'get'>; readonly blobs: BlobStore }
  /** The value that a large one stands for. Errors: `blob_missing`, `blob_damaged`. */
  readonly whole: (value: LargeValue) => Promise<Value>
  readonly large: LargeValues
  readonly pages: Pages
  /** A folder for what is half written. */
  readonly scratch: string
}

/** Finds values of runs, under way or past, and reads what lies on disk. */
export class ValueReader {
  readonly deps: ValuesDeps
  private readonly kept: KeptValues
  /** Whether large values are lists of records, by their refs. */
  private readonly lists = new Map<string, Promise<{ readonly records: boolean; readonly fields: boolean }>>()

  constructor(deps: ValuesDeps) {
    this.deps = deps
    this.kept = new KeptValues(deps.whole)
  }

  /** As the node's result carries it. Errors: `execution_missing`, `value_missing`. */
  find({ executionId, nodeId, port }: ValueAddress): Value {
    const { live, store } = this.deps
    const run = live.get(executionId)
    const result = run ? run.state.nodes.get(nodeId)?.result : store.runs.result(executionId, nodeId)
    const value = (port === undefined ? undefined : result?.outputs?.[port]) ?? result?.value
    return value ?? fail('value_missing', 'The node has no result in this run.')
  }

  /** The chain as it ran. Error: `execution_missing`. */
  chainOf(executionId: ExecutionId): Chain {
    return this.deps.store.runs.get(executionId).chain
  }

  /** Asks something of a value, of a large one without taking it in. Errors: as {@link find}, {@link LargeValues.ask}. */
  async ask<Input, Answer>(
    address: ValueAddress,
    question: Question<Input, Answer>,
    input: Input,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const value = this.find(address)
    if (value.kind === 'large') return this.deps.large.ask(value, question, input, signal)
    return question.answer(value, input)
  }

  /**
   * With all of it at hand, but for a table's rows: a large value is taken into this thread, which it holds up. Errors: as
   * {@link find}, `blob_missing`, `blob_damaged`.
   */
  async whole(address: ValueAddress): Promise<Whole> {
    const value = this.find(address)
    return value.kind === 'large' ? this.kept.whole(value) : value
  }

  /** A page of a table, or of a list of records. Errors: as {@link whole}, `value_kind`, those of the query. */
  async page(address: ValueAddress, query: TableQuery, signal?: AbortSignal): Promise<TablePage> {
    const source = await this.tableAt(address)
    const value = this.find(address)
    const blob = source.kind === 'file' && value.kind === 'table' ? blobOf(value.ref) : null
    const { pages, store } = this.deps
    const read = () => pages.page(source, query, signal)
    return readingBlobs(store.blobs, blob ? [blob] : [], read, signal)
  }

  /** Where the rows of a table, a chart or a list of records are. Errors: as {@link ask}, `value_kind`. */
  async tableAt(address: ValueAddress): Promise<TableSource> {
    const found = this.find(address)
    const list = found.kind === 'large' ? await this.listOf(found) : null
    if (list) return list
    // Only a chart may say more than it was found with.
    const value = found.kind === 'large' && found.of === 'chart' ? await this.kept.whole(found) : found
    if (value.kind === 'table') return this.fileOf(value)
    if (value.kind === 'chart' && value.data) return this.fileOf(value.data)
    const records = value.kind === 'large' ? null : recordsOf(value)
    if (!records) return fail('value_kind', 'This result is no table.')
    const { executionId, nodeId, port = '' } = address
    return { kind: 'records', key: JSON.stringify([executionId, nodeId, port]), records }
  }

  /** Whether a value is so large that it is asked of rather than taken in; of a chart all is wanted anyway. Errors: as {@link find}. */
  isLarge(address: ValueAddress): boolean {
    const value = this.find(address)
    return value.kind === 'large' && value.of !== 'chart'
  }

  /** How two results differ, field by field, in small. Errors: as {@link ask}. */
  async changes(a: ValueAddress, b: ValueAddress, signal?: AbortSignal): Promise<ValuesCompared> {
    return this.deps.large.ask(this.find(a), QUESTIONS.changes, null, signal, this.find(b))
  }

  /** A large list of records that have fields; null where the value is anything else. Errors: as {@link ask}. */
  async largeList(
    address: ValueAddress,
  ): Promise<{ readonly key: string; readonly records: WriteList } | null> {
    const value = this.find(address)
    if (value.kind !== 'large' || value.of !== 'json') return null
    const list = (await this.aboutList(value)).fields ? await this.listOf(value) : null
    return list && { key: list.key, records: list.write }
  }

  /** A large value as a list of records; null where it is something else. */
  private async listOf(value: LargeValue): Promise<Extract<TableSource, { kind: 'list' }> | null> {
    if (value.of !== 'json' || !(await this.aboutList(value)).records) return null
    const { large, scratch } = this.deps
    const write: WriteList = (path) => large.ask(value, QUESTIONS.writeList, { path, scratch })
    return { kind: 'list', key: value.ref, write }
  }

  private aboutList(value: LargeValue): Promise<{ readonly records: boolean; readonly fields: boolean }> {
    const asking = this.lists.get(value.ref) ?? this.deps.large.ask(value, QUESTIONS.list, null)
    this.lists.set(value.ref, asking)
    asking.catch(() => this.lists.delete(value.ref))
    return asking
  }

  tablePage(table: TableValue, query: TableQuery, signal?: AbortSignal): Promise<TablePage> {
    return this.deps.pages.page(this.fileOf(table), query, signal)
  }

  private fileOf({ ref, columns, rowCount }: TableValue): TableSource {
    const blob = blobOf(ref)
    if (!blob) return fail('value_missing', 'The table is not on disk yet: wait for the node to end.')
    return { kind: 'file', path: this.deps.store.blobs.path(blob), columns, rowCount }
  }
}
