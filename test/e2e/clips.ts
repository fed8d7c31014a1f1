import type { Clip } from './pages/workbench.ts'

/** Chains that tests start from, pasted into a new one. */

type Type = 'DATA_INPUT' | 'CALCULATE' | 'CONDITION' | 'TRANSFORM' | 'OUTPUT'

export const node = (
  id: string,
  type: Type,
  operation: string,
  x: number,
  y: number,
  config: object = {},
) => ({
  id,
  type,
  operation,
  name: id,
  config,
  position: { x, y },
})
export const wire = (source: string, target: string, sourcePort = 'out') => ({
  id: `${source}-${sourcePort}-${target}`,
  source,
  sourcePort,
  target,
  targetPort: 'in',
})
export const clip = (nodes: object[], edges: object[]): Clip => ({ name: 'clip', nodes, edges })

/** 4 → over 3? → one of two ends. */
export const BRANCHES = clip(
  [
    node('mass', 'DATA_INPUT', 'constant', 0, 80, { value: 4 }),
    node('over', 'CONDITION', 'if', 304, 80, { expression: 'value > 3' }),
    node('yes', 'CALCULATE', 'expression', 608, 0, { expression: 'value * 10' }),
    node('no', 'CALCULATE', 'expression', 608, 200, { expression: 'value * 100' }),
  ],
  [wire('mass', 'over'), wire('over', 'yes', 'true'), wire('over', 'no', 'false')],
)

/** A node that fails, and one that is skipped for it. */
export const FAILING = clip(
  [
    node('weight', 'DATA_INPUT', 'constant', 0, 400, { value: 4 }),
    node('bad', 'CALCULATE', 'expression', 304, 400, { expression: 'weight.volume.cube' }),
    node('after', 'CALCULATE', 'expression', 608, 400, { expression: 'bad + 1' }),
  ],
  [wire('weight', 'bad'), wire('bad', 'after')],
)

/** Both, one above the other. */
export const BRANCHES_AND_FAILURE = clip(
  [...BRANCHES.nodes, ...FAILING.nodes],
  [...BRANCHES.edges, ...FAILING.edges],
)

export const ENDLESS = clip(
  [
    node('mass', 'DATA_INPUT', 'constant', 0, 0, { value: 4 }),
    node('spin', 'CALCULATE', 'expression', 304, 0, { expression: '(() => { while (true) {} })()' }),
  ],
  [wire('mass', 'spin')],
)

/** a → double → plus one. */
export const LINE = clip(
  [
    node('a', 'DATA_INPUT', 'constant', 0, 0, { value: 20 }),
    node('double', 'CALCULATE', 'expression', 304, 0, { expression: 'a * 2' }),
    node('plus', 'CALCULATE', 'expression', 608, 0, { expression: 'double + 1' }),
  ],
  [wire('a', 'double'), wire('double', 'plus')],
)

const SEED = node('seed', 'DATA_INPUT', 'constant', 0, 0, { value: [{ one: 1 }] })
const rows = (count: number): string => `(SELECT unnest(range(0, ${count})) AS i FROM seed)`

/** A table of `count` rows: `i`, a wave `y` with one peak of 99 at a third, `z`, `kind` a to c. */
export const WAVES = (count: number): Clip =>
  clip(
    [
      SEED,
      node('waves', 'TRANSFORM', 'sql', 304, 0, {
        sql: `SELECT i, CASE WHEN i = ${Math.floor(count / 3)} THEN 99 ELSE 40 * sin(i * 12.0 / ${count}) + i % 7 END AS y, 20 * cos(i * 9.0 / ${count}) + i % 5 AS z, 0.5 + i % 3 AS u, ['a', 'b', 'c'][i % 3 + 1] AS kind FROM ${rows(count)}`,
      }),
    ],
    [wire('seed', 'waves')],
  )

/** A table of so many rows and columns: `c0` counts the rows, the cell in row r of `c<k>` is 1000 r + k; the last is a text. */
export const WIDE = (count: number, columns: number): Clip => {
  const numbers = Array.from({ length: columns - 2 }, (_, k) => `i * 1000 + ${k + 1} AS c${k + 1}`)
  return clip(
    [
      SEED,
      node('waves', 'TRANSFORM', 'sql', 304, 0, {
        sql: `SELECT i AS c0, ${numbers.join(', ')}, 'end of ' || i AS c${columns - 1} FROM ${rows(count)}`,
      }),
    ],
    [wire('seed', 'waves')],
  )
}

/** A chart of each kind, of the same table. */
export const CHARTS = (count: number): Clip => {
  const charts: Record<string, object> = {
    lines: { kind: 'line', x: 'i', y: ['y', 'z'], title: 'Two waves' },
    scatter: { kind: 'scatter', x: 'y', y: ['z'], group: 'kind' },
    bars: { kind: 'bar', x: 'kind', y: ['y', 'z'] },
    histogram: { kind: 'histogram', y: ['y', 'z'] },
    boxes: { kind: 'box', x: 'kind', y: ['y', 'z'] },
    heat: { kind: 'heatmap', x: 'i', y: ['kind'], value: 'y' },
    nyquist: { kind: 'nyquist', x: 'z', y: ['y'] },
  }
  const { nodes, edges } = WAVES(count)
  const ids = Object.keys(charts)
  return clip(
    [
      ...nodes,
      ...ids.map((id, i) =>
        node(id, 'OUTPUT', 'chart', 608 + 260 * (i % 3), 190 * Math.floor(i / 3) - 190, charts[id]),
      ),
    ],
    [...edges, ...ids.map((id) => wire('waves', id))],
  )
}

/** Numbers, and a node that runs no script yet. */
export const SCRIPTED = clip(
  [
    node('numbers', 'DATA_INPUT', 'constant', 0, 0, { value: [1, 2, 3] }),
    node('scale', 'TRANSFORM', 'script', 304, 0),
  ],
  [wire('numbers', 'scale')],
)

/** A value of so many records, each about 130 bytes of JSON, and a long text. */
export const LARGE_VALUES = (records: number): Clip =>
  clip(
    [
      node('many', 'CALCULATE', 'expression', 0, 0, {
        expression: `Array.from({ length: ${records} }, (_, i) => ({ id: i, name: 'sample number ' + i, value: i / 7, tags: ['a', 'b'], nested: { x: i, y: { z: 'text ' + i } } }))`,
      }),
      node('text', 'CALCULATE', 'expression', 0, 160, {
        expression: "'word '.repeat(40000) + 'needle ' + 'word '.repeat(40000)",
      }),
    ],
    [],
  )

/** Analyses of a wave, each with a chart of its own. */
export const ANALYSES: Clip = (() => {
  const { nodes, edges } = WAVES(200)
  return clip(
    [
      ...nodes,
      node('fit', 'CALCULATE', 'regression', 608, -180, { model: 'polynomial', degree: 5, x: 'i', y: 'z' }),
      node('peaks', 'CALCULATE', 'peaks', 608, 0, { x: 'i', y: 'z', prominence: 5 }),
      node('spread', 'CALCULATE', 'histogram', 608, 180, { column: 'z' }),
    ],
    [...edges, wire('waves', 'fit'), wire('waves', 'peaks'), wire('waves', 'spread')],
  )
})()
