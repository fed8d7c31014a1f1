import { describe, expect, it } from 'vitest'
import { runParameter } from '#electron/operations/data-input/parameter.ts'
import { parameter } from '#shared/operation/data-input/parameter.ts'
import { failureOf, outputOf } from '../../operations/harness.ts'

const params = { limit: 3.5, sample: { runs: [{ mass: 1 }] }, 'a.b': 'whole name', none: null }

describe('a parameter', () => {
  it.each([
    ['limit', 3.5],
    ['sample.runs.0.mass', 1],
    ['a.b', 'whole name'],
    ['none', null],
  ])('%s', async (path, expected) => {
    expect(await outputOf(parameter, runParameter, { path }, { params })).toEqual(expected)
  })

  it("goes by the node's name where no path is given", async () => {
    expect(await outputOf(parameter, runParameter, {}, { params, nodeName: 'limit' })).toBe(3.5)
  })

  it.each(['other', 'sample.runs.1', 'sample.mass', 'limit.x', 'toString', 'sample.runs.length'])(
    'that is missing (%s) is an error that says what there is',
    async (path) => {
      const failure = await failureOf(parameter, runParameter, { path }, { params })
      expect(failure).toMatch(/^parameter_missing: /)
      expect(failure).toContain(`"${path}" (it has: limit, sample, a.b, none)`)
    },
  )

  it('says when the run has no inputs', async () => {
    expect(await failureOf(parameter, runParameter, { path: 'a' })).toContain('it has none')
  })
})
