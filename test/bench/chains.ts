import { Chain } from '#shared/chain/schema.ts'

/** Chains of a given shape, as documents, for benchmarks. */

const node = (id: string, expression: string) => ({
  id,
  type: 'CALCULATE',
  operation: 'expression',
  config: { expression },
})
const edge = (source: string, target: string, sourcePort = 'out') => ({
  id: `${source}-${sourcePort}-${target}`,
  source,
  sourcePort,
  target,
})
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

export function line(length: number, expression = 'value + 1'): Chain {
  return Chain.parse({
    name: `Line of ${length}`,
    nodes: range(length).map((i) => node(`n${i}`, i === 0 ? '1' : expression)),
    edges: range(length - 1).map((i) => edge(`n${i}`, `n${i + 1}`)),
  })
}

export function fan(width: number): Chain {
  return Chain.parse({
    name: `1 to ${width} to 1`,
    nodes: [
      node('first', '1'),
      ...range(width).map((i) => node(`n${i}`, 'value + 1')),
      node('last', 'value'),
    ],
    edges: range(width).flatMap((i) => [edge('first', `n${i}`), edge(`n${i}`, 'last')]),
  })
}

export function layers(depth: number, width: number): Chain {
  return Chain.parse({
    name: `${depth} layers of ${width}`,
    nodes: range(depth).flatMap((layer) =>
      range(width).map((i) => node(`n${layer}_${i}`, layer === 0 ? '1' : 'value + 1')),
    ),
    edges: range(depth - 1).flatMap((layer) =>
      range(width).flatMap((i) => [
        edge(`n${layer}_${i}`, `n${layer + 1}_${i}`),
        edge(`n${layer}_${i}`, `n${layer + 1}_${(i + 1) % width}`),
      ]),
    ),
  })
}

export function conditions(count: number): Chain {
  return Chain.parse({
    name: `${count} conditions`,
    nodes: [
      node('start', '1'),
      ...range(count).map((i) => ({
        id: `c${i}`,
        type: 'CONDITION',
        operation: 'if',
        config: { expression: 'value > 0' },
      })),
    ],
    edges: range(count).map((i) => (i === 0 ? edge('start', 'c0') : edge(`c${i - 1}`, `c${i}`, 'true'))),
  })
}

/** Independent nodes that each keep a core busy for a while. */
export function busy(count: number, turns: number): Chain {
  const spin = `(() => { let x = 1; for (let i = 0; i < ${turns}; i++) x = (x * 16807) % 2147483647; return x })()`
  return Chain.parse({ name: `${count} busy nodes`, nodes: range(count).map((i) => node(`n${i}`, spin)) })
}
