import fc from 'fast-check'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Chain, ChainNode, Edge } from '#shared/chain/schema.ts'

const clean = (value: unknown): Json => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'))
export const anyJson: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }).map(clean)
const record: fc.Arbitrary<JsonRecord> = fc
  .dictionary(
    fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'),
    anyJson,
    { maxKeys: 3 },
  )
  .map((value) => ({ ...value }))
const position = fc.record({
  x: fc.integer(),
  y: fc.double({ noNaN: true, noDefaultInfinity: true }).map((y) => y + 0),
})
const size = { width: fc.integer({ min: 1, max: 999 }), height: fc.integer({ min: 1, max: 999 }) }

const policy = fc.record(
  {
    timeoutMs: fc.integer({ min: 1, max: 1e6 }),
    retries: fc.integer({ min: 0, max: 5 }),
    cacheKey: fc.string({ minLength: 1 }),
  },
  { requiredKeys: ['retries'] },
)

/** Operations that the tests' registry knows, with configs that they take. */
const operation = fc.oneof(
  anyJson.map((value) => ({ type: 'DATA_INPUT', operation: 'source', config: { value } }) as const),
  fc
    .integer({ max: 1000 })
    .map(
      (factor) =>
        ({ type: 'TRANSFORM', operation: 'scale', operationVersion: 3, config: { factor } }) as const,
    ),
  fc.constant({ type: 'OUTPUT', operation: 'sink', config: {} } as const),
)

const node = (id: string): fc.Arbitrary<ChainNode> =>
  fc
    .tuple(
      operation,
      fc.record({ name: fc.string({ minLength: 3 }), policy, position }, { requiredKeys: [] }),
    )
    .map(([what, rest]) => ({ id, ...what, ...rest }))

/** Valid documents of the tests' operations, edges forward only; every optional part comes and goes. */
export const anyChain: fc.Arbitrary<Chain> = fc.integer({ min: 0, max: 8 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, i) => `n${i}`)
  const edge = fc.tuple(fc.nat({ max: Math.max(0, count - 1) }), fc.nat({ max: Math.max(0, count - 1) }))
  return fc
    .record(
      {
        name: fc.string(),
        description: fc.string({ minLength: 1 }),
        parameters: fc.array(
          fc.record(
            { name: fc.string({ minLength: 1 }), type: fc.constantFrom('any', 'number'), default: anyJson },
            { requiredKeys: ['name', 'type'] },
          ),
          { maxLength: 3 },
        ),
        nodes: fc.tuple(...ids.map(node)),
        edges: fc.array(edge, { maxLength: count ? 8 : 0 }),
        frames: fc.array(fc.record({ id: fc.string(), title: fc.string(), position, ...size }), {
          minLength: 1,
          maxLength: 2,
        }),
        notes: fc.array(fc.record({ id: fc.string(), text: fc.string(), position, ...size }), {
          minLength: 1,
          maxLength: 2,
        }),
        extra: record.map((extra) =>
          Object.fromEntries(Object.entries(extra).map(([key, value]) => [`x-${key}`, value])),
        ),
      },
      { requiredKeys: ['name', 'parameters', 'nodes', 'edges'] },
    )
    .map(({ edges, extra, ...chain }) => ({
      ...chain,
      edges: edges.map(
        ([a, b], i): Edge => ({
          id: `e${i}`,
          source: `n${Math.min(a, b)}`,
          sourcePort: 'out',
          target: `n${Math.max(a, b)}`,
          targetPort: 'in',
        }),
      ),
      ...(extra && Object.keys(extra).length > 0 ? { extra } : {}),
    }))
})
