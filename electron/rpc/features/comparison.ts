import { readingBlobs } from '#electron/data/blobs/reading.ts'
import { blobOf } from '#electron/data/blobs/refs.ts'
import type { ComparedTable, RowComparisons, RowsQuery } from '#electron/data/compare-rows.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { BlobHash, ExecutionId } from '#shared/base/ids.ts'
import { canonicalJson, type Json } from '#shared/base/json.ts'
import { chainDifference, fieldChanges } from '#shared/chain/diff.ts'
import type { RowsCompared, RunComparison, ValuesCompared } from '#shared/contract/comparison.ts'
import type { ValueAddress } from '#shared/contract/values.ts'
import { compareNodes } from '#shared/run/compare.ts'
import type { Feature } from '../feature.ts'
import { changesOf } from '../values/changes.ts'
import type { Whole } from '../values/kept.ts'
import { rowsOf } from '../values/questions.ts'

export interface ComparisonDeps {
  readonly store: Pick<Store, 'runs' | 'blobs'>
  /** A value with all of it at hand, but for a table's rows. */
  readonly whole: (address: ValueAddress) => Promise<Whole>
  /** What is too large to be taken in, where others are waiting; left out, all is. */
  readonly large?: LargeComparison
  readonly rows: RowComparisons
}

/** Compares large values where they are. */
export interface LargeComparison {
  is(address: ValueAddress): boolean
  /** A list of records with fields; null where the value is anything else. */
  list(address: ValueAddress): Promise<ComparedTable | null>
  /** Field by field; one of the two may be small. */
  changes(a: ValueAddress, b: ValueAddress, signal: AbortSignal | undefined): Promise<ValuesCompared>
}

/** Two runs, node by node. Errors: `execution_missing`, `run_running`. */
export function compareRuns(
  { runs }: Pick<Store, 'runs'>,
  { a, b }: { readonly a: ExecutionId; readonly b: ExecutionId },
): RunComparison {
  const [first, second] = [a, b].map((id) => {
    const detail = runs.get(id)
    if (detail.summary.status === 'running')
      fail('run_running', 'A run that is under way can’t be compared yet: wait for its end.', {
        executionId: id,
      })
    return { ...detail, state: runs.load(id) }
  })
  if (!first || !second) throw new Error('Two runs are compared.')
  return {
    a: first.summary,
    b: second.summary,
    inputs: fieldChanges(first.inputs, second.inputs),
    chain: chainDifference(first.chain, second.chain),
    compared: compareNodes(first, second),
  }
}

export interface ValuesQuery extends RowsQuery {
  readonly a: ExecutionId
  readonly b: ExecutionId
  readonly nodeId: string
  readonly port?: string | undefined
}

/** A node's two results. Errors: as the contract's `comparison.values`. */
export async function compareValues(
  { store, whole, large, rows }: ComparisonDeps,
  { a, b, nodeId, port, ...query }: ValuesQuery,
  signal: AbortSignal | undefined,
): Promise<RowsCompared | ValuesCompared> {
  const blobs: BlobHash[] = []
  const tableOf = (value: Whole, address: ValueAddress): ComparedTable | null => {
    if (value.kind === 'table') {
      const blob = blobOf(value.ref)
      if (blob) blobs.push(blob)
      return blob ? { path: store.blobs.path(blob), columns: value.columns } : null
    }
    const records = rowsOf(value)
    return records && { key: JSON.stringify(address), records }
  }
  const compareRows = (one: ComparedTable, other: ComparedTable): Promise<RowsCompared> => {
    const read = () => rows.rows(one, other, query, signal)
    return readingBlobs(store.blobs, blobs, read, signal)
  }
  const atA = { executionId: a, nodeId, port }
  const atB = { executionId: b, nodeId, port }
  if (large && (large.is(atA) || large.is(atB))) {
    const tableAt = async (at: ValueAddress): Promise<ComparedTable | null> =>
      large.is(at) ? large.list(at) : tableOf(await whole(at), at)
    const [tableA, tableB] = [await tableAt(atA), await tableAt(atB)]
    return tableA && tableB ? compareRows(tableA, tableB) : large.changes(atA, atB, signal)
  }
  const [valueA, valueB] = [await whole(atA), await whole(atB)]
  // Of two charts drawn alike, what they are drawn from is compared.
  const alike = valueA.kind === 'chart' && valueB.kind === 'chart' && same(valueA.spec, valueB.spec)
  const tableA = tableOf(alike ? dataOf(valueA) : valueA, atA)
  const tableB = tableOf(alike ? dataOf(valueB) : valueB, atB)
  return tableA && tableB ? compareRows(tableA, tableB) : changesOf(valueA, valueB)
}

export function comparisonFeature(deps: ComparisonDeps): Feature<'comparison'> {
  return {
    runs: (pair) => compareRuns(deps.store, pair),
    values: (query, { signal }) => compareValues(deps, query, signal),
  }
}

const same = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b)
const dataOf = (value: Whole): Whole => (value.kind === 'chart' && value.data ? value.data : value)
