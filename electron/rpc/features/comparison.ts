import { blobOf } from '#electron/data/blobs/refs.ts'
import type { ComparedTable, RowComparisons, RowsQuery } from '#electron/data/compare-rows.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
import { canonicalJson, isJsonList, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { chainDifference, fieldChanges } from '#shared/chain/diff.ts'
import {
  MOST_FIELDS,
  type RowsCompared,
  type RunComparison,
  type ValuesCompared,
} from '#shared/contract/comparison.ts'
import type { ValueAddress } from '#shared/contract/values.ts'
import type { Value } from '#shared/operation/value.ts'
import { compareNodes } from '#shared/run/compare.ts'
import type { Feature } from '../feature.ts'

export interface ComparisonDeps {
  readonly store: Pick<Store, 'runs' | 'blobs'>
  /** A value with all of it at hand, but for a table's rows. */
  readonly whole: (address: ValueAddress) => Promise<Exclude<Value, { kind: 'large' }>>
  /** A large list of records, which is not to be taken in; null where the value is anything else. */
  readonly list: (address: ValueAddress) => Promise<ComparedTable | null>
  readonly rows: RowComparisons
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
}

/** A node's two results. Errors: as the contract's `comparison.values`. */
export async function compareValues(
  { store, whole, list, rows }: ComparisonDeps,
  { a, b, nodeId, ...query }: ValuesQuery,
  signal: AbortSignal | undefined,
): Promise<RowsCompared | ValuesCompared> {
  const tableOf = (value: Value, address: ValueAddress): ComparedTable | null => {
    if (value.kind === 'table') {
      const blob = blobOf(value.ref)
      return blob ? { path: store.blobs.path(blob), columns: value.columns } : null
    }
    const records = value.kind === 'json' ? recordsOf(value.json) : null
    return records && { key: JSON.stringify(address), records }
  }
  const [atA, atB] = [
    { executionId: a, nodeId },
    { executionId: b, nodeId },
  ]
  const [listA, listB] = [await list(atA), await list(atB)]
  const foundA = listA ? null : await whole(atA)
  const foundB = listB ? null : await whole(atB)
  // Of two charts drawn alike, what they are drawn from is compared.
  const alike = foundA?.kind === 'chart' && foundB?.kind === 'chart' && same(foundA.spec, foundB.spec)
  const tableA = listA ?? (foundA && tableOf(alike ? dataOf(foundA) : foundA, atA))
  const tableB = listB ?? (foundB && tableOf(alike ? dataOf(foundB) : foundB, atB))
  if (tableA && tableB) return rows.rows(tableA, tableB, query, signal)
  const [valueA, valueB] = [foundA ?? (await whole(atA)), foundB ?? (await whole(atB))]
  const fields = fieldChanges(jsonOf(valueA), jsonOf(valueB), MOST_FIELDS + 1)
  return { kind: 'value', fields: fields.slice(0, MOST_FIELDS), more: fields.length > MOST_FIELDS }
}

export function comparisonFeature(deps: ComparisonDeps): Feature<'comparison'> {
  return {
    runs: (pair) => compareRuns(deps.store, pair),
    values: (query, { signal }) => compareValues(deps, query, signal),
  }
}

const same = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b)
const dataOf = (value: Value): Value => (value.kind === 'chart' && value.data ? value.data : value)

/** What of a value can be compared field by field. */
function jsonOf(value: Value): Json {
  switch (value.kind) {
    case 'json':
      return value.json
    case 'chart':
      return value.spec
    case 'table':
      return { columns: value.columns.map(({ name, type }) => ({ name, type })), rowCount: value.rowCount }
    case 'file':
      return { path: value.path, size: value.size, sha256: value.sha256 ?? null }
    case 'bytes':
      return { size: value.size, base64: value.base64 }
    case 'large':
      return value.preview
  }
}

/** A list of records is compared as the table that it is. */
function recordsOf(json: Json): readonly JsonRecord[] | null {
  if (!isJsonList(json) || json.length === 0) return null
  const records = json.filter(isJsonRecord)
  return records.length === json.length && records.some((record) => Object.keys(record).length > 0)
    ? records
    : null
}
