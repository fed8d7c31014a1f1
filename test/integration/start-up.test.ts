import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** The native libraries that a process has loaded after importing a module. */
function librariesOf(module: string): string {
  const code = `await import(${JSON.stringify(join(ROOT, module))})
    console.log(process.report.getReport().sharedObjects.join('\\n'))`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code]
  return execFileSync(process.execPath, flags, { encoding: 'utf8' })
}

it.each([
  ['electron/operations/index.ts', /duckdb/],
  ['electron/app.ts', /duckdb|better_sqlite3/],
  ['electron/cli/run.ts', /duckdb|better_sqlite3/],
])('%s starts without %s', (module, libraries) => {
  expect(librariesOf(module)).not.toMatch(libraries)
})

it('would show what a module loads', () => {
  expect(librariesOf('electron/data/tables.ts')).toMatch(/duckdb/)
})
