import { expect, it } from 'vitest'
import { goneWords, planWords } from '../../../renderer/settings/pruneWords.ts'

it.each([
  [1, 0, '1 run'],
  [2, 1, '2 runs and 1 run of scripts alone'],
  [0, 3, '3 runs of scripts alone'],
])('%i runs of chains and %i of scripts are: %s', (runs, scripts, words) => {
  expect(goneWords({ runs, scripts })).toBe(words)
})

it('a plan says what would go, and where a size can not be reached', () => {
  const plan = { runs: 0, scripts: 0, bytes: 0, unreachable: false }
  expect(planWords(plan)).toBe('Nothing exceeds these limits now.')
  expect(planWords({ ...plan, scripts: 1, bytes: 2000 })).toBe(
    'These limits would delete 1 run of scripts alone now and free about 2 kB.',
  )
  expect(planWords({ ...plan, unreachable: true })).toMatch(/^The space allowed can’t be reached/)
})
