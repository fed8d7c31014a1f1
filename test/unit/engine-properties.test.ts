import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import { foldRun } from '#shared/run/state.ts'
import { ends, harness } from '../engine/harness.ts'
import { implementations } from '../engine/operations.ts'
import type { TestNode } from '../engine/plans.ts'
import { noServices } from '../engine/services.ts'

const OPS = ['add', 'addLater', 'fail', 'value', 'branch', 'add', 'add'] as const

/** Random graphs: node i may take from any earlier node, by a random port. */
const graphs = fc
  .array(
    fc.record({
      op: fc.constantFrom(...OPS),
      from: fc.uniqueArray(fc.nat(1000), { maxLength: 3 }),
      port: fc.constantFrom('true', 'false'),
      heavy: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((specs) =>
    specs.map(
      (spec, i): TestNode => ({
        id: `n${i}`,
        op: spec.op,
        config: { value: i, path: spec.port },
        traits: { heavy: spec.heavy },
        from:
          i === 0
            ? []
            : [...new Set(spec.from.map((k) => k % i))].map(
                (k) => `n${k}.${specs[k]?.op === 'branch' ? spec.port : 'out'}`,
              ),
      }),
    ),
  )

const inline = () =>
  harness(new InlineExecutor({ implementations, cache: new ResultCache(), servicesFor: () => noServices() }))

it('any graph: order respects edges, every node ends once, parallel agrees with sequential, and the fold with the run', async () => {
  const h = inline()
  await fc.assert(
    fc.asyncProperty(graphs, fc.integer({ min: 2, max: 4 }), async (nodes, maxWorkers) => {
      const handle = h.start(nodes)
      const state = await handle.done
      const place = new Map(state.order.map((id, i) => [id, i]))
      for (const node of nodes) {
        for (const source of node.from ?? []) {
          expect(place.get(source.split('.')[0] ?? '')).toBeLessThan(place.get(node.id) ?? -1)
        }
      }
      const finished = handle.events.flatMap((event) =>
        event.type === 'node-finished' ? [event.nodeId] : [],
      )
      expect([...finished].sort()).toEqual(nodes.map((node) => node.id).sort())
      expect(foldRun(handle.events)).toEqual(state)

      const parallel = await h.run(nodes, { maxWorkers })
      expect(ends(parallel)).toEqual(ends(state))
      expect(parallel.status).toBe(state.status)
      for (const node of nodes) {
        expect(parallel.nodes.get(node.id)?.result?.value).toEqual(state.nodes.get(node.id)?.result?.value)
      }
    }),
    { numRuns: 150 },
  )
  await h.close()
})

it('a run cancelled at any event still gives every node one end', async () => {
  const h = inline()
  await fc.assert(
    fc.asyncProperty(graphs, fc.nat(20), fc.integer({ min: 1, max: 3 }), async (nodes, after, maxWorkers) => {
      const handle = h.start(nodes, { maxWorkers })
      for (let turn = 0; turn < after; turn++) await Promise.resolve()
      handle.cancel()
      const state = await handle.done
      expect([...state.nodes.values()].every((node) => node.result !== undefined)).toBe(true)
      expect(['completed', 'failed', 'cancelled']).toContain(state.status)
    }),
    { numRuns: 100 },
  )
  await h.close()
})
