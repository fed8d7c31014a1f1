/** A place in a JSON value. */
export type Path = readonly (string | number)[]

/** A place that is unfolded: how many children it has, and which of them are unfolded themselves, by their place among them. */
export interface OpenPlace {
  readonly path: Path
  readonly size: number
  readonly open: ReadonlyMap<number, OpenPlace>
}

/** A line of the tree: the child at `index` of the place `parent`. */
export interface TreeLine {
  readonly parent: OpenPlace
  readonly index: number
  readonly depth: number
  readonly unfolded: OpenPlace | undefined
}

/** How many lines a place's children take. */
export function linesIn(place: OpenPlace): number {
  let lines = place.size
  for (const child of place.open.values()) lines += linesIn(child)
  return lines
}

/** The line at a place from the top: found by the unfolded places alone, however many children there are. */
export function lineAt(root: OpenPlace, line: number, depth = 0): TreeLine | undefined {
  let rest = line
  let from = 0
  for (const [index, child] of [...root.open].sort(([a], [b]) => a - b)) {
    const before = index - from
    if (rest <= before) break
    rest -= before + 1
    from = index + 1
    const inside = linesIn(child)
    if (rest < inside) return lineAt(child, rest, depth + 1)
    rest -= inside
  }
  const index = from + rest
  if (index >= root.size) return undefined
  return { parent: root, index, depth, unfolded: root.open.get(index) }
}

/** The tree with one of its places unfolded (`size` given) or folded. `way` leads there by places among children. */
export function unfold(
  root: OpenPlace,
  way: readonly number[],
  path: Path,
  size: number | undefined,
): OpenPlace {
  const [index, ...rest] = way
  if (index === undefined) return root
  const open = new Map(root.open)
  const child = open.get(index)
  if (rest.length > 0) {
    if (child) open.set(index, unfold(child, rest, path, size))
  } else if (size === undefined) open.delete(index)
  else open.set(index, { path, size, open: new Map() })
  return { ...root, open }
}

/** The way to a line, by places among children. */
export function wayTo(root: OpenPlace, { parent, index }: TreeLine): number[] {
  const find = (place: OpenPlace): number[] | undefined => {
    if (place === parent) return []
    for (const [at, child] of place.open) {
      const rest = find(child)
      if (rest) return [at, ...rest]
    }
    return undefined
  }
  return [...(find(root) ?? []), index]
}

/** A path as an expression says it: `runs[3].mass`. */
export function pathText(path: Path): string {
  return path
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`
      if (/^[A-Za-z_$][\w$]*$/.test(key)) return i === 0 ? key : `.${key}`
      return `[${JSON.stringify(key)}]`
    })
    .join('')
}
