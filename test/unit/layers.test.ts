import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenImports, importsOf, sizeProblems } from './layers.ts'

const ROOT = join(import.meta.dirname, '../..')

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(join(ROOT, path)).isFile())
}

const files = ['shared', 'electron', 'renderer', 'test'].flatMap(sources).map((path) => {
  const text = readFileSync(join(ROOT, path), 'utf8')
  return { path: relative(ROOT, join(ROOT, path)), text }
})

describe('the import rules', () => {
  it('hold in the tree', () => {
    expect(files.flatMap((file) => brokenImports(file.path, importsOf(file.path, file.text)))).toEqual([])
  })

  it.each([
    ['shared/chain/edit.ts', 'node:fs'],
    ['shared/chain/edit.ts', 'react'],
    ['shared/base/json.ts', 'shared/chain/schema.ts'],
    ['shared/chain/hash.ts', 'shared/run/plan.ts'],
    ['electron/engine/engine.ts', 'electron/store/db.ts'],
    ['electron/engine/engine.ts', 'electron/operations/index.ts'],
    ['electron/sandbox/script.ts', 'electron/data/tables.ts'],
    ['electron/sandbox/library/text.ts', 'node:fs'],
    ['electron/operations/transform/sql.ts', 'electron/data/tables.ts'],
    ['electron/store/db.ts', 'electron/app.ts'],
    ['electron/analysis/column.ts', 'shared/chain/schema.ts'],
    ['electron/cli/run.ts', 'electron'],
    ['electron/store/db.ts', 'renderer/api.ts'],
    ['renderer/stores/run.ts', 'renderer/canvas/Canvas.tsx'],
    ['renderer/inspector/Form.tsx', '@xyflow/react'],
    ['renderer/api.ts', 'electron/app.ts'],
    ['electron/app.ts', 'test/unit/layers.ts'],
  ])('refuse %s importing %s', (from, to) => {
    expect(brokenImports(from, [to])).toHaveLength(1)
  })

  it('see type-only, dynamic and re-exported imports', () => {
    const text = `import type { A } from './a.ts'\nexport * from "#shared/base/json.ts"\nconst x = await import('../store/db.ts')\nimport 'zod'`
    expect(importsOf('electron/engine/x.ts', text)).toEqual([
      'electron/engine/a.ts',
      'shared/base/json.ts',
      'electron/store/db.ts',
      'zod',
    ])
  })
})

describe('file sizes', () => {
  it('hold in the tree', () => {
    expect(
      sizeProblems(files.map((file) => ({ path: file.path, lines: file.text.split('\n').length }))),
    ).toEqual([])
  })

  it('refuse a long file, many long files and a high median', () => {
    expect(sizeProblems([{ path: 'a.ts', lines: 401 }])).toContainEqual(expect.stringContaining('a.ts'))
    const many = Array.from({ length: 20 }, (_, i) => ({ path: `${i}.ts`, lines: i < 2 ? 350 : 10 }))
    expect(sizeProblems(many)).toContainEqual(expect.stringContaining('95th'))
    expect(sizeProblems(many.map((file) => ({ ...file, lines: 90 })))).toContainEqual(
      expect.stringContaining('median'),
    )
  })
})
