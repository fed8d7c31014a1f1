import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, errorOf, queries } from '../api.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { type Entry, JsonLine, sizeOf } from './JsonLine.tsx'
import { JsonSearch } from './JsonSearch.tsx'
import classes from './JsonTree.module.css'
import type { ValueAt } from './pages.ts'
import { lineAt, linesIn, type OpenPlace, type Path, pathText, type TreeLine, unfold, wayTo } from './tree.ts'
import { useScroll } from './useScroll.ts'
import frame from './View.module.css'

const PAGE = 100

const pageOf = (at: ValueAt, path: Path, page: number) =>
  queries.values.json.queryOptions({
    input: { ...at, path: [...path], offset: page * PAGE, limit: PAGE },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5000,
  })

/** A JSON value of any size as a tree: only the children in sight are asked for. */
export function JsonTree({ at }: { readonly at: ValueAt }) {
  const root = useQuery(pageOf(at, [], 0))
  if (root.error) return <Trouble error={errorOf(root.error)} retry={() => void root.refetch()} />
  if (!root.data) return null
  return <Tree key={root.data.size} at={at} size={root.data.size} />
}

function Tree({ at, size }: { readonly at: ValueAt; readonly size: number }) {
  const [tree, setTree] = useState<OpenPlace>({ path: [], size, open: new Map() })
  const [active, setActive] = useState(0)
  const [found, setFound] = useState<readonly Path[]>()
  const lines = linesIn(tree)
  const { scroller, onScroll, reveal, from, to, before, after } = useScroll(lines)
  const seen = Array.from({ length: Math.max(0, to - from) }, (_, i) => lineAt(tree, from + i)).filter(
    (line) => line !== undefined,
  )
  const entries = useEntries(at, seen)

  const fold = async (line: TreeLine, entry: Entry): Promise<void> => {
    const way = wayTo(tree, line)
    if (line.unfolded) return setTree(unfold(tree, way, [], undefined))
    const children = sizeOf(entry)
    if (children > 0) setTree(unfold(tree, way, [...line.parent.path, entry.key], children))
  }

  async function go(path: Path): Promise<void> {
    let next = tree
    const way: number[] = []
    for (const [depth, key] of path.entries()) {
      const parent = path.slice(0, depth)
      const index = await api.values.place({ ...at, path: [...parent], key })
      way.push(index.index)
      if (depth === path.length - 1) break
      if (!isOpen(next, way)) next = unfold(next, way, path.slice(0, depth + 1), index.size)
    }
    setTree(next)
    const line = lineOf(next, way)
    setActive(line)
    // The tree is as long as it will be only after it has been drawn.
    requestAnimationFrame(() => reveal(line))
  }

  return (
    <div className={frame.view}>
      <JsonSearch at={at} found={found} onFound={setFound} onGo={(path) => void go(path)} />
      <section
        ref={scroller}
        className={classes.scroll}
        aria-label="Value"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={(event) => {
          const line = lineAt(tree, active)
          const entry = line && entries(line)
          const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }[event.key]
          if (step !== undefined) {
            const next = Math.min(Math.max(active + step, 0), lines - 1)
            setActive(next)
            reveal(next)
          } else if (line && entry && event.key === 'ArrowRight' && !line.unfolded) void fold(line, entry)
          else if (line && entry && event.key === 'ArrowLeft' && line.unfolded) void fold(line, entry)
          else if (line && entry && event.key === 'Enter') void fold(line, entry)
          else return
          event.preventDefault()
        }}
      >
        <div style={{ height: before }} />
        {seen.map((line, i) => (
          <JsonLine
            key={`${pathText(line.parent.path)} ${line.index}`}
            at={at}
            line={line}
            entry={entries(line)}
            active={from + i === active}
            onActive={() => setActive(from + i)}
            onFold={(entry) => void fold(line, entry)}
          />
        ))}
        <div style={{ height: after }} />
      </section>
    </div>
  )
}

function isOpen(tree: OpenPlace, way: readonly number[]): boolean {
  const [index, ...rest] = way
  if (index === undefined) return true
  const child = tree.open.get(index)
  return child !== undefined && isOpen(child, rest)
}

/** The line of a place that is in an unfolded tree. */
function lineOf(tree: OpenPlace, way: readonly number[]): number {
  const [index = 0, ...rest] = way
  let line = index
  for (const [at, child] of tree.open) if (at < index) line += linesIn(child)
  const child = tree.open.get(index)
  return rest.length > 0 && child ? line + 1 + lineOf(child, rest) : line
}

/** The entries of the lines in sight, those that are there already. */
function useEntries(at: ValueAt, seen: readonly TreeLine[]): (line: TreeLine) => Entry | undefined {
  const wanted = new Map<string, { path: Path; page: number }>()
  for (const { parent, index } of seen) {
    const page = Math.floor(index / PAGE)
    wanted.set(JSON.stringify([parent.path, page]), { path: parent.path, page })
  }
  const list = [...wanted]
  const pages = useQueries({ queries: list.map(([, { path, page }]) => pageOf(at, path, page)) })
  const byKey = new Map(list.map(([key], i) => [key, pages[i]?.data]))
  return ({ parent, index }) =>
    byKey.get(JSON.stringify([parent.path, Math.floor(index / PAGE)]))?.entries[index % PAGE]
}
