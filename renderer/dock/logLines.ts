import type { LogLevel, NodeRecord } from '#shared/run/events.ts'
import type { ShownRun } from '../stores/run.ts'
import { formatBytes } from '../ui/format.ts'

export interface LogLine {
  readonly at: number
  readonly nodeId: string
  readonly nodeName: string
  readonly level: LogLevel
  readonly kind: string
  readonly text: string
}

function wordsOf(record: NodeRecord): Pick<LogLine, 'level' | 'kind' | 'text'> {
  switch (record.kind) {
    case 'log':
      return { level: record.level, kind: record.level, text: record.message }
    case 'conclusion':
      return { level: 'info', kind: 'conclusion', text: `${record.subject}: ${record.content}` }
    case 'annotation':
      return {
        level: 'info',
        kind: 'annotation',
        text: [record.subject, record.content].filter(Boolean).join(': '),
      }
    case 'script':
      return { level: 'debug', kind: 'script', text: `${record.name}, version ${record.version}` }
    case 'source':
      return { level: 'debug', kind: 'read', text: `${record.path} (${formatBytes(record.size)})` }
  }
}

/** A run's records and its nodes' errors and warnings, in order of time. */
export function linesOf(run: ShownRun): LogLine[] {
  const names = new Map(run.chain?.nodes.map((node) => [node.id, node.name ?? node.id]))
  const nameOf = (id: string): string => names.get(id) ?? id
  const lines: LogLine[] = run.records.map(({ nodeId, at, record }) => ({
    at,
    nodeId,
    nodeName: nameOf(nodeId),
    ...wordsOf(record),
  }))
  for (const [nodeId, { result }] of run.nodes) {
    const at = (result?.startedAt ?? 0) + (result?.durationMs ?? 0)
    const line = { at, nodeId, nodeName: nameOf(nodeId) }
    for (const { message } of result?.warnings ?? [])
      lines.push({ ...line, level: 'warning', kind: 'warning', text: message })
    if (result?.error) lines.push({ ...line, level: 'error', kind: 'error', text: result.error.message })
  }
  return lines.sort((a, b) => a.at - b.at)
}
