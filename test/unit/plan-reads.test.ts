import { describe, expect, it } from 'vitest'
import { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { pathsRead, planChain } from '#shared/run/plan.ts'

const readsOf = (config: Record<string, string>) => {
  const chain = Chain.parse({
    name: 'Reads',
    nodes: [{ id: 'a', type: 'DATA_INPUT', operation: 'file', config }],
  })
  return planChain(chain, registry).nodes[0] ?? { reads: ['no node'] }
}

describe('the files that a node reads', () => {
  it('are named by its config, or by a parameter of the run', () => {
    expect(pathsRead(readsOf({ path: 'a.csv' }), {})).toEqual(['a.csv'])
    const byParameter = readsOf({ path: 'a.csv', parameter: 'week' })
    expect(pathsRead(byParameter, { week: 'b.csv' })).toEqual(['b.csv'])
    for (const week of ['', 3, null]) expect(pathsRead(byParameter, { week })).toEqual([])
    expect(pathsRead(byParameter, {})).toEqual([])
  })

  it('are none where nothing is chosen', () => {
    expect(pathsRead(readsOf({}), {})).toEqual([])
  })
})
