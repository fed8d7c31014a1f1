import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      optionalDependencies: z.record(z.string(), z.string()).optional(),
      resolved: z.string().optional(),
    }),
  ),
})
type Lock = z.infer<typeof Lock>

/** Packages for other platforms that the lock file leaves out: `npm ci` refuses such a file on any machine. */
function leftOut({ packages }: Lock): string[] {
  const names = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  const there = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))
  return [...new Set(names)].filter((name) => !there.has(name))
}

describe('the lock file', () => {
  const lock = Lock.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')),
  )

  it('has the packages of every platform', () => {
    expect(leftOut(lock)).toEqual([])
    const { 'node_modules/@duckdb/node-bindings-darwin-arm64': _left, ...packages } = lock.packages
    expect(leftOut({ packages })).toEqual(['@duckdb/node-bindings-darwin-arm64'])
  })

  it('names no registry', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved)).toEqual([])
  })
})
