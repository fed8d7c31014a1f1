import type { StoredScriptExecution } from '#electron/store/scripts/executions.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { dateTime, duration, textTable, whole } from '../format.ts'
import { upTo } from '../history.ts'
import type { Context, JsonFlag } from '../options.ts'
import { withStore } from '../past.ts'
import { failureLine } from './files.ts'
import { resultOf } from './run.ts'

type Found =
  | { readonly one: StoredScriptExecution; readonly result: Json }
  | { readonly all: readonly StoredScriptExecution[] }

/** `ergo scripts history`: runs of scripts, newest first, or one as it was. */
export async function scriptHistory(
  { terminal, dataDir }: Context,
  name: string | undefined,
  flags: JsonFlag & { readonly limit: number },
): Promise<ExitCode> {
  const found = await withStore(dataDir, async (store): Promise<Found> => {
    const one = name === undefined ? null : byId(store, name)
    if (one) return { one, result: await resultOf(one, store) }
    return { all: upTo(flags.limit, (paging) => store.scriptExecutions.list({ name }, paging)) }
  })
  if (found && 'one' in found) {
    if (flags.json) terminal.out(JSON.stringify({ ...found.one, result: found.result }))
    else terminal.lines(page(found.one, found.result, terminal.style))
    return EXIT.ok
  }
  const runs = found?.all ?? []
  if (flags.json) terminal.out(JSON.stringify(runs.map(({ log: _log, result: _result, ...run }) => run)))
  else if (runs.length === 0) terminal.out('No runs of scripts.')
  else
    terminal.lines(
      textTable(
        ['run', 'started', 'took', 'status', 'script', 'version', 'chain run', 'error'],
        runs.map(row),
      ),
    )
  return EXIT.ok
}

function byId({ scriptExecutions }: Store, id: string): StoredScriptExecution | null {
  try {
    return scriptExecutions.get(id)
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.code === 'execution_missing') return null
    throw thrown
  }
}

const row = (run: StoredScriptExecution): Json[] => [
  run.id,
  dateTime(run.startedAt),
  run.durationMs === null ? '' : duration(run.durationMs),
  run.status,
  run.name,
  run.version,
  run.executionId ?? '',
  run.error?.message ?? '',
]

function page(run: StoredScriptExecution, result: Json, style: Context['terminal']['style']): string[] {
  const titled = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? ['', style('bold', title), ...lines.map((line) => `  ${line}`)] : []
  return [
    `${style('bold', run.name)}, version ${run.version}: ${run.status}${run.durationMs === null ? '' : ` in ${duration(run.durationMs)}`}, ${dateTime(run.startedAt)}`,
    ...(run.error ? [`  ${failureLine(run.error)}`] : []),
    ...titled(
      'Arguments',
      Object.entries(run.arguments).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ),
    ...titled(
      'Log',
      run.log.map(({ message }) => message),
    ),
    ...titled('Result', run.status === 'completed' ? whole(result) : []),
  ]
}
