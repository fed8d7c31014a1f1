import { execFileSync } from 'node:child_process'

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
