import type { NodeRecord } from '#shared/run/events.ts'
import { brief, duration, whole } from './format.ts'
import type { NodeReport, RunReport } from './report.ts'
import { shorten, type Terminal } from './terminal.ts'

/** How a run's node ended, for people: shape and colour, so that neither is needed to tell. */
const GLYPHS = {
  completed: ['✔', 'green'],
  failed: ['✖', 'red'],
  skipped: ['–', 'dim'],
  cancelled: ['■', 'yellow'],
  running: ['…', 'dim'],
  pending: ['·', 'dim'],
} as const satisfies Record<string, readonly [string, 'green' | 'red' | 'dim' | 'yellow']>

const REASONS: Readonly<Record<string, string>> = {
  upstream_failed: 'a node before it failed',
  branch_not_taken: 'its branch was not taken',
  stopped: 'the run was stopped by an error',
  not_selected: 'not chosen for this run',
  cancelled: 'the run was cancelled',
  timed_out: 'the run took too long',
}

const ENDINGS: Readonly<Record<string, string>> = {
  timed_out: 'ran out of time',
  interrupted: 'interrupted',
}

const isGlyph = (status: string): status is keyof typeof GLYPHS => Object.hasOwn(GLYPHS, status)

export interface Rendered {
  readonly name: string
  readonly report: RunReport
  readonly records: readonly { readonly nodeId: string; readonly record: NodeRecord }[]
}

/** A run for people: how it ended, what it concluded and gave, then its nodes. */
export function renderRun({ name, report, records }: Rendered, terminal: Terminal): string[] {
  const { style } = terminal
  const titled = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? ['', style('bold', title), ...lines.map((line) => `  ${line}`)] : []
  return [
    headline(name, report, style),
    ...titled(
      'Conclusions',
      records.flatMap(({ record }) => conclusion(record)),
    ),
    ...Object.entries(report.outputs).flatMap(([id, value]) => titled(id, whole(value))),
    ...titled(
      'Log',
      records.flatMap(({ nodeId, record }) => logLine(nodeId, record)),
    ),
    ...titled('Nodes', nodeLines(report, terminal)),
  ]
}

function headline(name: string, report: RunReport, style: Terminal['style']): string {
  const nodes = Object.values(report.nodes)
  const failed = nodes.filter((node) => node.status === 'failed').length
  const ending = ENDINGS[report.status] ?? report.status
  const good = report.status === 'completed'
  const count = `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`
  const reused = nodes.filter((node) => node.cached).length
  const facts = [
    `${ending} in ${duration(report.durationMs)}`,
    count,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(reused > 0 ? [`${reused} reused`] : []),
  ]
  return `${style(['bold', good ? 'green' : 'red'], `${good ? '✔' : '✖'} ${name}`)}: ${facts.join(', ')}`
}

function conclusion(record: NodeRecord): string[] {
  if (record.kind !== 'conclusion') return []
  return [record.subject === '' ? record.content : `${record.subject}: ${record.content}`]
}

function logLine(nodeId: string, record: NodeRecord): string[] {
  return record.kind === 'log' ? [`${record.level} ${nodeId}: ${record.message}`] : []
}

/** One line per node: how it ended, what it is, what it gave, how long it took. */
export function nodeLines(report: RunReport, { style, width }: Terminal): string[] {
  const nodes = Object.entries(report.nodes)
  const longest = (of: (id: string, node: NodeReport) => string): number =>
    Math.min(32, Math.max(0, ...nodes.map(([id, node]) => of(id, node).length)))
  const ids = longest((id) => id)
  const kinds = longest((_, node) => node.operation)
  const room = Math.max(20, width - ids - kinds - 18)
  return nodes.flatMap(([id, node]) => {
    const [glyph, colour] = isGlyph(node.status) ? GLYPHS[node.status] : (['?', 'dim'] as const)
    const took = node.attempts > 0 ? duration(node.durationMs) : ''
    const text = node.error ? node.error.message : shorten(said(node), room)
    const line = `${style(colour, glyph)} ${id.padEnd(ids)}  ${style('dim', node.operation.padEnd(kinds))}  ${text.padEnd(room)}  ${style('dim', took)}`
    const warnings = node.warnings.map(({ message }) => `  ${style('yellow', '!')} ${message}`)
    return [line.trimEnd(), ...warnings]
  })
}

function said(node: NodeReport): string {
  if (node.status === 'skipped' || node.status === 'cancelled') {
    return `${node.status}: ${REASONS[node.reason ?? ''] ?? node.reason ?? 'no reason given'}`
  }
  const tries = node.attempts > 1 ? ` (attempt ${node.attempts})` : ''
  const mark = node.cached ? ' (reused)' : ''
  const way = node.decision ? `→ ${node.decision.path}` : brief(node.output)
  return `${way}${tries}${mark}`
}
