import { posix } from 'node:path'

/** Parts of shared/, lowest first: each may import only itself and those before it. */
const SHARED_ORDER = ['base', 'chain', 'operation', 'document', 'run', 'contract']

/** Packages that shared/ may import: a schema library and the contract library. */
const SHARED_PACKAGES = /^(zod|@orpc\/contract)(\/|$)/

/** Parts of electron/ that are shells; everything else there is plain Node and below `app.ts`. */
const isShell = (path: string): boolean =>
  /^electron\/(main|preload|serve|start|cli|app)\.ts$|^electron\/(app|desktop|browser|cli|start|worker)\//.test(
    path,
  )

type Rule = (from: string, to: string) => string | null

const RULES: Rule[] = [
  (from, to) => (to.startsWith('test/') && !from.startsWith('test/') ? 'nothing imports test/' : null),
  (from, to) => {
    if (!from.startsWith('shared/')) return null
    if (to.startsWith('shared/')) return null
    return SHARED_PACKAGES.test(to) ? null : 'shared/ imports zod and the contract library only'
  },
  (from, to) => {
    const [a, b] = [from, to].map((path) => SHARED_ORDER.indexOf(/^shared\/([^/]+)\//.exec(path)?.[1] ?? ''))
    return a !== undefined && b !== undefined && a >= 0 && b > a ? 'shared/ imports downwards only' : null
  },
  (from, to) =>
    from.startsWith('renderer/') && to.startsWith('electron/') ? 'the window knows only the contract' : null,
  (from, to) =>
    from.startsWith('electron/') && to.startsWith('renderer/') ? 'electron/ knows no window' : null,
  (from, to) =>
    from.startsWith('electron/engine/') && /^electron\/(store|operations|data|sandbox)\//.test(to)
      ? 'the engine is handed its store and operations'
      : null,
  (from, to) =>
    from.startsWith('electron/analysis/') && /^(shared\/(?!base\/)|electron\/(?!analysis\/))/.test(to)
      ? 'analysis is numbers in, numbers out: it knows nothing of the app'
      : null,
  (from, to) =>
    from.startsWith('electron/sandbox/') && /^(electron\/(?!engine\/|sandbox\/)|node:)/.test(to)
      ? 'the sandbox knows nothing that reaches outside'
      : null,
  (from, to) =>
    from.startsWith('electron/') && !isShell(from) && (isShell(to) || to === 'electron')
      ? 'only shells import shells, app.ts and electron'
      : null,
  (from, to) =>
    to === 'electron' && isShell(from) && !/^electron\/(main|preload)\.ts$|^electron\/desktop\//.test(from)
      ? "only the desktop shell imports 'electron'"
      : null,
  (from, to) =>
    from.startsWith('electron/operations/') &&
    /^@duckdb\/|^electron\/data\/(duck|tables|records|types)\.ts$/.test(to)
      ? 'operations get DuckDB from their services, so that a run without tables does not load it'
      : null,
  (from, to) =>
    to.startsWith('@xyflow/') && from.startsWith('renderer/') && !from.startsWith('renderer/canvas/')
      ? 'React Flow stays in canvas/'
      : null,
  (from, to) =>
    from.startsWith('renderer/stores/') &&
    to.startsWith('renderer/') &&
    !/^renderer\/(stores\/|api\.ts)/.test(to)
      ? 'stores know no component'
      : null,
]

/** Sentences for the imports that break a rule. Paths are from the root of the project. */
export function brokenImports(from: string, imports: readonly string[]): string[] {
  return imports.flatMap((to) => {
    const broken = RULES.map((rule) => rule(from, to)).find((why) => why !== null)
    return broken ? [`${from} imports ${to}: ${broken}`] : []
  })
}

/** What a file imports, statically or not, types included: project files as paths from the root, packages by name. */
export function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\n]+)['"]/g)
  return [...found].map(([, to = '']) => {
    if (to.startsWith('#')) return to.slice(1)
    return to.startsWith('.') ? posix.join(posix.dirname(path), to) : to
  })
}

const MAX_LINES = 400
const P95_LINES = 300
const MEDIAN_LINES = 80

/** Sentences for the sizes that design.md allows no more. */
export function sizeProblems(files: readonly { path: string; lines: number }[]): string[] {
  const sorted = files.map((file) => file.lines).sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const problems = files
    .filter((file) => file.lines > MAX_LINES)
    .map((file) => `${file.path} has ${file.lines} lines: at most ${MAX_LINES}`)
  if (at(0.95) > P95_LINES) problems.push(`the 95th percentile is ${at(0.95)} lines: at most ${P95_LINES}`)
  if (at(0.5) > MEDIAN_LINES) problems.push(`the median is ${at(0.5)} lines: at most ${MEDIAN_LINES}`)
  return problems
}
