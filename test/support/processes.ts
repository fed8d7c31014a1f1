import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const HOST = join(import.meta.dirname, '../../electron/worker/host.ts')

/** The processes that a process has started and that are there, and theirs, by id. */
export function descendants(pid: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,comm='], { encoding: 'utf8' })
  const rows = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state, command]) => !state?.startsWith('Z') && command !== 'ps')
  const below = (parent: number): number[] =>
    rows.flatMap(([id, its]) => (Number(its) === parent ? [Number(id), ...below(Number(id))] : []))
  return below(pid)
}

export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Runners' processes of these sources whose app is gone, by id. */
export function orphans(): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/))
  const nodes = new Set(rows.flatMap(([id, , , command]) => (/(^|\/)node$/.test(command ?? '') ? [id] : [])))
  return rows.flatMap(([id, parent, state, ...command]) =>
    command.join(' ').includes(HOST) && !state?.startsWith('Z') && !nodes.has(parent) ? [Number(id)] : [],
  )
}
