import type { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { blobOf } from '#electron/data/blobs/refs.ts'
import type { Pages, TableSource } from '#electron/data/pages.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { TablePage, TableQuery, ValueAddress } from '#shared/contract/values.ts'
import type { LargeValue, TableValue, Value } from '#shared/operation/value.ts'
import type { LiveRuns } from '../runs/live.ts'

/** Large values kept at hand while somebody leafs through them; each may be tens of megabytes. */
const KEPT = 2

export interface ValuesDeps {
  readonly live: Pick<LiveRuns, 'get'>
  readonly store: { readonly runs: Pick<Store['runs'], 'result' | 'get'>; readonly blobs: BlobStore }
  /** The value that a large one stands for. Errors: `blob_missing`, `blob_damaged`. */
  readonly whole: (value: LargeValue) => Promise<Value>
  readonly pages: Pages
}

/** Finds values of runs, under way or past, and reads what lies on disk. */
export class ValueReader {
  readonly deps: ValuesDeps
  private readonly large = new Map<string, Promise<Value>>()

  constructor(deps: ValuesDeps) {
    this.deps = deps
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

  /** With all of it at hand, but for a table's rows. Errors: as {@link find}, `blob_missing`, `blob_damaged`. */
  async whole(address: ValueAddress): Promise<Exclude<Value, { kind: 'large' }>> {
    const value = this.find(address)
    const whole = value.kind === 'large' ? await this.restored(value) : value
    return whole.kind === 'large'
      ? fail('blob_damaged', 'The result names another instead of itself.')
      : whole
  }

  /** A page of a table, or of a list of records. Errors: as {@link whole}, `value_kind`, those of the query. */
  async page(address: ValueAddress, query: TableQuery, signal?: AbortSignal): Promise<TablePage> {
    const source = await this.tableAt(address)
    try {
      return await this.deps.pages.page(source, query, signal)
    } catch (thrown) {
      const value = this.find(address)
      const blob = source.kind === 'file' && value.kind === 'table' ? blobOf(value.ref) : null
      // A file that is not what it was says more than what DuckDB makes of it.
      if (blob && !signal?.aborted) await this.deps.store.blobs.verify(blob)
      throw thrown
    }
  }

  /** Where the rows of a table, a chart or a list of records are. Errors: as {@link whole}, `value_kind`. */
  async tableAt(address: ValueAddress): Promise<TableSource> {
    const value = await this.whole(address)
    if (value.kind === 'table') return this.fileOf(value)
    if (value.kind === 'chart' && value.data) return this.fileOf(value.data)
    const records = value.kind === 'json' ? recordsOf(value.json) : null
    if (!records) return fail('value_kind', 'This result is no table.')
    const { executionId, nodeId, port = '' } = address
    return { kind: 'records', key: JSON.stringify([executionId, nodeId, port]), records }
  }

  tablePage(table: TableValue, query: TableQuery, signal?: AbortSignal): Promise<TablePage> {
    return this.deps.pages.page(this.fileOf(table), query, signal)
  }

  private fileOf({ ref, columns, rowCount }: TableValue): TableSource {
    const blob = blobOf(ref)
    if (!blob) return fail('value_missing', 'The table is not on disk yet: wait for the node to end.')
    return { kind: 'file', path: this.deps.store.blobs.path(blob), columns, rowCount }
  }

  private restored(value: Extract<Value, { kind: 'large' }>): Promise<Value> {
    const reading = this.large.get(value.ref) ?? this.deps.whole(value)
    this.large.delete(value.ref)
    this.large.set(value.ref, reading)
    reading.catch(() => this.large.delete(value.ref))
    for (const ref of this.large.keys()) {
      if (this.large.size <= KEPT) break
      this.large.delete(ref)
    }
    return reading
  }
}

function recordsOf(json: Json): JsonRecord[] | null {
  if (!isJsonList(json) || json.length === 0) return null
  const records = json.filter((item) => isJsonRecord(item))
  return records.length === json.length ? records : null
}
