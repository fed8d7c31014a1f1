import { describe, expect, it } from 'vitest'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import { choicesFor } from '../../../renderer/model/choices.ts'
import { type End, fitting } from '../../../renderer/model/fit.ts'

const node = (id: string, type: ChainNode['type'], operation: string, config = {}): ChainNode => ({
  id,
  type,
  operation,
  config,
})
const out = (nodeId: string, port = 'out'): End => ({ nodeId, port, side: 'source' })
const into = (nodeId: string, port = 'in'): End => ({ nodeId, port, side: 'target' })

const chain: Chain = {
  name: 'c',
  parameters: [],
  nodes: [
    node('number', 'CALCULATE', 'arithmetic'),
    node('rows', 'TRANSFORM', 'filterRows'),
    node('a', 'CALCULATE', 'expression'),
    node('b', 'CALCULATE', 'expression'),
    node('way', 'CONDITION', 'if'),
    node('new', 'TRANSFORM', 'fromTheFuture'),
  ],
  edges: [
    { id: 'e1', source: 'a', sourcePort: 'out', target: 'b', targetPort: 'in' },
    { id: 'e2', source: 'b', sourcePort: 'out', target: 'way', targetPort: 'in' },
  ],
}

describe('a wire', () => {
  const from = fitting(chain, out('b'))

  it('may go to a port that takes its value', () => {
    expect(fitting(chain, out('number'))(into('a'))).toBeNull()
    expect(fitting(chain, out('way', 'true'))(into('rows'))).toBeNull()
  })

  it('says what a port needs that its value is not', () => {
    expect(fitting(chain, out('number'))(into('rows'))).toBe('needs a table, gets a number')
    expect(fitting(chain, into('rows'))(out('number'))).toBe('needs a table, gets a number')
  })

  it('makes no loop, however long', () => {
    expect(from(into('a'))).toBe('this would make a loop')
    expect(fitting(chain, out('way', 'false'))(into('a'))).toBe('this would make a loop')
    expect(fitting(chain, into('a'))(out('way', 'true'))).toBe('this would make a loop')
    expect(from(into('b'))).toBe('this would make a loop')
  })

  it('joins an output to an input, once', () => {
    expect(from(out('a'))).toBe('connect to an input')
    expect(fitting(chain, into('b'))(into('a'))).toBe('connect to an output')
    expect(from(into('way'))).toBe('already connected')
  })

  it('may go to and from what this version does not know', () => {
    expect(fitting(chain, out('new'))(into('a'))).toBeNull()
    expect(from(into('new'))).toBeNull()
  })

  it('goes nowhere that is gone', () => {
    expect(from(into('nobody'))).toBe('this port is gone')
    expect(fitting(chain, out('nobody'))(into('a'))).toBe('this port is gone')
    expect(from(into('a', 'left'))).toBe('this port is gone')
  })
})

describe('the choices of a node', () => {
  it('are every port of the others, those that fit first, with the reason where one does not', () => {
    const choices = choicesFor(chain, 'b')
    const firstUnfit = choices.findIndex((choice) => choice.why !== null)
    expect(choices.slice(firstUnfit).every((choice) => choice.why !== null)).toBe(true)
    expect(choices.find((choice) => choice.label === '→ a')?.why).toBe('this would make a loop')
    expect(choices.find((choice) => choice.label === '→ rows, in')?.why).toBeNull()
    expect(choices.find((choice) => choice.label === '← number')?.why).toBeNull()
    expect(choicesFor(chain, 'nobody')).toEqual([])
  })

  it('name the port where the node has several', () => {
    expect(choicesFor(chain, 'way').map((choice) => choice.label)).toContain('true → number')
  })
})
