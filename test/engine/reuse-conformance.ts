import { describe, expect, it } from 'vitest'
import type { EarlierResult } from '#electron/engine/executor.ts'
import type { Json } from '#shared/base/json.ts'
import type { RunState } from '#shared/run/state.ts'
import { type Harness, outputOf } from './harness.ts'
import type { TestNode } from './plans.ts'

/** What every executor must do with results of earlier runs. */
export function reuseConformance(harness: () => Harness): void {
  describe('reuse', () => {
    const chain = (value: Json, op = 'add'): TestNode[] => [
      { id: 'source', op: 'value', config: { value }, traits: {} },
      { id: 'sum', op, from: ['source'], traits: { pure: true } },
      { id: 'deep', op: 'add', from: ['sum'], traits: { pure: true } },
      { id: 'effect', op: 'add', from: ['sum'], traits: { pure: true, effect: true } },
    ]
    const earlier = async (nodes: readonly TestNode[]): Promise<Map<string, EarlierResult>> => {
      const state = await harness().run(nodes, { fingerprints: true })
      return new Map(
        [...state.nodes].flatMap(([id, { result }]) =>
          result ? [[id, { executionId: 'before', result }]] : [],
        ),
      )
    }
    const whys = (state: RunState): Record<string, string | undefined> =>
      Object.fromEntries([...state.nodes].map(([id, node]) => [id, node.result?.why]))

    it('takes pure results whose fingerprint is the same, and says why for each node', async () => {
      const state = await harness().run(chain(1), { reuse: await earlier(chain(1)) })
      expect(whys(state)).toEqual({ source: 'not_pure', sum: 'reused', deep: 'reused', effect: 'not_pure' })
      expect(state.nodes.get('sum')?.result).toMatchObject({
        cached: { by: 'reuse', executionId: 'before' },
        attempts: 0,
      })
      expect(outputOf(state, 'deep')).toBe(3)
    })

    it('runs again what changed, and what follows only if its input did', async () => {
      const before = await earlier(chain(1))
      expect(whys(await harness().run(chain(2), { reuse: before }))).toMatchObject({
        sum: 'input_changed',
        deep: 'input_changed',
      })
      const updated = chain(1).map((node) => (node.id === 'sum' ? { ...node, op: 'addLater' } : node))
      expect(whys(await harness().run(updated, { reuse: before }))).toMatchObject({
        sum: 'operation_updated',
        deep: 'reused',
      })
      const edited = chain(1).map((node) => (node.id === 'sum' ? { ...node, config: { note: 1 } } : node))
      expect(whys(await harness().run(edited, { reuse: before }))).toMatchObject({
        sum: 'config_changed',
        deep: 'reused',
      })
      expect(whys(await harness().run(chain(1), { reuse: new Map() }))).toMatchObject({
        sum: 'no_earlier_result',
      })
    })

    it('runs again when the parameters change, where the config can name them', async () => {
      const nodes = (expression: string): TestNode[] => [
        { id: 'a', op: 'value', config: { value: 1, expression }, traits: { pure: true } },
      ]
      const before = await earlier(nodes('params.x'))
      expect(whys(await harness().run(nodes('params.x'), { reuse: before }, { x: 1 }))).toEqual({
        a: 'input_changed',
      })
      const without = await earlier(nodes('value'))
      expect(whys(await harness().run(nodes('value'), { reuse: without }, { x: 1 }))).toEqual({ a: 'reused' })
    })

    it('takes no result of a failed node', async () => {
      const before = await earlier([{ id: 'a', op: 'fail', traits: { pure: true } }])
      const state = await harness().run([{ id: 'a', op: 'fail', traits: { pure: true } }], { reuse: before })
      expect(whys(state)).toEqual({ a: 'no_earlier_result' })
    })
  })
}
