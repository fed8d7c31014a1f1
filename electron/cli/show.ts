import { fail } from '#shared/base/errors.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { brief, dateTime, duration, whole } from './format.ts'
import type { Context, ShowFlags } from './options.ts'
import { withRun } from './past.ts'
import { renderRun } from './render.ts'
import type { NodeReport } from './report.ts'
import { readRun, type ShownRun } from './shown-run.ts'
import type { Terminal } from './terminal.ts'

/** `ergo show`: a past run as it was, or one node of it in full. */
export async function showExecution(
  { terminal, dataDir }: Context,
  execution: string,
  flags: ShowFlags,
): Promise<ExitCode> {
  const { run } = await withRun(dataDir, execution, (store, id, reader) =>
    readRun(store, id, reader, flags.rows),
  )
  if (flags.node === undefined) {
    if (flags.json) terminal.out(JSON.stringify(run))
    else terminal.lines(runPage(run, terminal))
    return EXIT.ok
  }
  const { node: id } = flags
  const node = Object.hasOwn(run.nodes, id) ? run.nodes[id] : undefined
  if (!node) return fail('usage', `The run has no node "${id}". Its nodes: ${run.order.join(', ')}.`)
  if (flags.json) terminal.out(JSON.stringify({ id, ...node }))
  else terminal.lines(nodePage(id, node, terminal))
  return EXIT.ok
}

function runPage(run: ShownRun, terminal: Terminal): string[] {
  const facts = [
    `run ${run.executionId}`,
    dateTime(run.startedAt),
    ...(run.file === '' ? [] : [run.file]),
    ...(Object.keys(run.inputs).length > 0 ? [`with ${brief(run.inputs)}`] : []),
  ]
  const [headline = '', ...rest] = renderRun(
    { name: run.chainName, report: run, records: run.records },
    terminal,
  )
  return [headline, ...facts.map((fact) => terminal.style('dim', fact)), ...rest]
}

function nodePage(id: string, node: NodeReport, { style }: Terminal): string[] {
  const facts = [
    node.status,
    ...(node.reason ? [node.reason.replaceAll('_', ' ')] : []),
    ...(node.attempts > 0 ? [duration(node.durationMs)] : []),
    ...(node.attempts > 1 ? [`${node.attempts} attempts`] : []),
    ...(node.cached ? ['reused'] : []),
    ...(node.decision ? [`took ${node.decision.path}`] : []),
  ]
  return [
    `${style('bold', id)}  ${style('dim', `${node.type.toLowerCase()}.${node.operation}`)}`,
    facts.join(', '),
    ...(node.error ? ['', `${style('red', '✖')} ${node.error.message}`] : []),
    ...node.warnings.map(({ message }) => `${style('yellow', '!')} ${message}`),
    ...(node.status === 'completed' ? ['', ...whole(node.output)] : []),
  ]
}
