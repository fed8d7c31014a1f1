import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openReader } from '#electron/app/reader.ts'
import { openRowComparisons } from '#electron/data/compare-rows.ts'
import { type ComparisonDeps, compareRuns, compareValues } from '#electron/rpc/features/comparison.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import { type ChainDifference, type FieldChange, isSameChain } from '#shared/chain/diff.ts'
import type { RowState, RowsCompared, RunComparison, ValuesCompared } from '#shared/contract/comparison.ts'
import type { ValueAddress } from '#shared/contract/values.ts'
import type { Verdict } from '#shared/run/compare.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { brief, dateTime, textTable } from './format.ts'
import type { CompareFlags, Context } from './options.ts'
import { findRun, unknownRun, withStore } from './past.ts'
import type { Terminal } from './terminal.ts'

/** `ergo compare`: two past runs, or one node of them row by row. Exit code 1 where they differ. */
export async function compare(
  { terminal, dataDir }: Context,
  [first, second]: readonly [string, string],
  flags: CompareFlags,
): Promise<ExitCode> {
  const found = await withStore(dataDir, async (store) => {
    const pair = { a: findRun(store, first), b: findRun(store, second) }
    const runs = compareRuns(store, pair)
    const { node: nodeId } = flags
    if (nodeId === undefined) return { runs, port: undefined, values: undefined }
    const compared =
      runs.compared.nodes.find((node) => node.nodeId === nodeId) ??
      fail('usage', `Neither run has a node "${nodeId}".`)
    const keys = flags.key.length > 0 ? flags.key : undefined
    const { port } = compared
    const query = {
      ...pair,
      nodeId,
      port,
      keys,
      states: DIFFERING,
      offset: 0,
      limit: Math.max(1, flags.rows),
    }
    return { runs, port, values: await withDeps(store, (deps) => compareValues(deps, query, undefined)) }
  })
  if (!found) return unknownRun(first)
  const { runs, port, values } = found
  if (flags.json) terminal.out(JSON.stringify(values ?? runs))
  else terminal.lines(values ? valueLines(values, port) : runLines(runs, terminal))
  return (values ? valuesDiffer(values) : runsDiffer(runs)) ? EXIT.failed : EXIT.ok
}

const DIFFERING: readonly RowState[] = ['changed', 'added', 'removed']

/** What values are compared with. */
async function withDeps<T>(store: Store, use: (deps: ComparisonDeps) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'ergo-'))
  const reader = openReader(store.blobs, scratch)
  const rows = openRowComparisons({ blobs: store.blobs.folder, scratch })
  const whole = async ({ executionId, nodeId, port }: ValueAddress) => {
    const result = store.runs.result(executionId, nodeId)
    const value =
      (port === undefined ? undefined : result?.outputs?.[port]) ??
      result?.value ??
      fail('value_missing', `The node "${nodeId}" has no result in the run ${executionId}.`)
    const restored = value.kind === 'large' ? await reader.whole(value) : value
    return restored.kind === 'large' ? fail('blob_damaged', 'The result names another.') : restored
  }
  try {
    return await use({ store, whole, rows })
  } finally {
    await Promise.all([reader.close(), rows.close()])
    await rm(scratch, { recursive: true, force: true })
  }
}

const runsDiffer = ({ compared, inputs, chain }: RunComparison): boolean =>
  compared.first !== null || inputs.length > 0 || !isSameChain(chain)

const valuesDiffer = (values: RowsCompared | ValuesCompared): boolean =>
  values.kind === 'value'
    ? values.fields.length > 0
    : values.counts.changed + values.counts.added + values.counts.removed > 0

const MARKS: Readonly<Record<Verdict, string>> = { same: '=', changed: '≠', failed: '✖', absent: '−' }

function runLines(comparison: RunComparison, { style }: Terminal): string[] {
  const { a, b, inputs, chain, compared } = comparison
  const differing = compared.nodes.filter((node) => node.verdict !== 'same')
  const title = (letter: string, run: typeof a): string =>
    `${letter}  ${run.id}  ${dateTime(run.startedAt)}  ${run.status}  ${run.chainName}`
  const nodes = differing.map(({ nodeId, verdict, what }) => {
    const first = nodeId === compared.first ? style('bold', ' (the first that differs)') : ''
    return `  ${MARKS[verdict]} ${nodeId}: ${what}${first}`
  })
  return [
    title('A', a),
    title('B', b),
    ...section('Inputs', inputs.map(changeLine)),
    ...section('Chain', chainLines(chain)),
    '',
    differing.length === 0
      ? `All ${compared.nodes.length} nodes are the same.`
      : `${differing.length} of ${compared.nodes.length} nodes differ:`,
    ...nodes,
  ]
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)]

const shown = (value: Json | undefined): string => (value === undefined ? 'nothing' : brief(value))
const changeLine = ({ field, before, after }: FieldChange): string =>
  `${field === '' ? 'the value' : field}: ${shown(before)} → ${shown(after)}`

function chainLines(chain: ChainDifference): string[] {
  const wire = ({ source, target }: ChainDifference['wiresAdded'][number]): string => `${source} → ${target}`
  return [
    ...chain.added.map(({ id }) => `+ ${id}`),
    ...chain.removed.map(({ id }) => `− ${id}`),
    ...chain.changed.flatMap(({ id, fields }) => fields.map((field) => `≠ ${id}: ${changeLine(field)}`)),
    ...chain.wiresAdded.map((one) => `+ wire ${wire(one)}`),
    ...chain.wiresRemoved.map((one) => `− wire ${wire(one)}`),
    ...chain.parameters.map((change) => `parameter ${changeLine(change)}`),
  ]
}

/** `port`: the output that the values are of, where it is not the result itself. */
function valueLines(values: RowsCompared | ValuesCompared, port: string | undefined): string[] {
  return [...(port === undefined ? [] : [`Output ${port}:`]), ...differenceLines(values)]
}

function differenceLines(values: RowsCompared | ValuesCompared): string[] {
  if (values.kind === 'value')
    return values.fields.length === 0
      ? ['The values are the same.']
      : [...values.fields.map(changeLine), ...(values.more ? ['…'] : [])]
  const { counts, keys, columns, rows, matching } = values
  const by = keys.length > 0 ? `matched by ${keys.join(', ')}` : 'matched by their place'
  const cells = rows.map(({ state, a, b }) => [
    state,
    ...columns.map((_, at) => {
      const [before, after] = [a?.[at] ?? null, b?.[at] ?? null]
      if (state !== 'changed' || JSON.stringify(before) === JSON.stringify(after)) return a ? before : after
      return `${shown(before)} → ${shown(after)}`
    }),
  ])
  return [
    `Rows ${by}: ${counts.same} same, ${counts.changed} changed, ${counts.added} added, ${counts.removed} removed.`,
    ...(rows.length > 0 ? textTable(['', ...columns.map((column) => column.name)], cells) : []),
    ...(matching > rows.length ? [`… and ${matching - rows.length} more`] : []),
  ]
}
