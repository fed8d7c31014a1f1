import { describe, expect, it } from 'vitest'
import { ChainId, ExecutionId } from '#shared/base/ids.ts'
import {
  ALL_RUNS,
  BETWEEN,
  chosenOf,
  filterOf,
  isSeeking,
  type RunList,
  type Sought,
  useHistory,
} from '../../../renderer/stores/history.ts'

const NOTHING: Sought = {
  text: '',
  part: null,
  chainId: null,
  status: [],
  trigger: null,
  since: null,
  from: '',
  to: '',
  took: null,
  starred: false,
}
const NOW = new Date(2026, 2, 31, 12, 0, 30).getTime()

describe('what is looked for among past runs', () => {
  it('between two days has all of the last, in local time', () => {
    const days: Sought = { ...NOTHING, since: BETWEEN, from: '2026-03-28', to: '2026-03-29' }
    // The day in between may have 23, 24 or 25 hours.
    expect(filterOf(days, NOW)).toEqual({
      since: new Date(2026, 2, 28).getTime(),
      until: new Date(2026, 2, 30).getTime() - 2 ** -12,
    })
    expect(filterOf({ ...days, to: '' }, NOW)).toEqual({ since: new Date(2026, 2, 28).getTime() })
    expect(filterOf({ ...days, from: '' }, NOW)).toEqual({
      until: new Date(2026, 2, 30).getTime() - 2 ** -12,
    })
    expect(filterOf({ ...days, from: '', to: '' }, NOW)).toEqual({})
    expect(isSeeking(days)).toBe(true)
  })

  it('by a year that is half typed stays a time', () => {
    expect(filterOf({ ...NOTHING, since: BETWEEN, from: '0002-03-28', to: '0020-03-29' }, NOW)).toMatchObject(
      {
        since: 0,
        until: expect.any(Number),
      },
    )
  })

  it('by days means nothing where another time is chosen', () => {
    expect(filterOf({ ...NOTHING, since: 'hour', from: '2026-03-28', to: '2026-03-29' }, NOW)).toEqual({
      since: new Date(2026, 2, 31, 11, 0).getTime(),
    })
  })
})

describe('runs that are chosen', () => {
  const chain = ChainId.parse('00000000-0000-4000-8000-000000000001')
  const run = (digit: number): ExecutionId => ExecutionId.parse(`00000000-0000-4000-8000-00000000001${digit}`)
  const chosen = (list: RunList): ExecutionId[] => [...chosenOf(useHistory.getState(), list)]

  it('are so in the list in which they were marked, and in no other', () => {
    const { choose, seek } = useHistory.getState()
    choose(ALL_RUNS, [run(1), run(2)], true)
    expect(chosen(ALL_RUNS)).toEqual([run(1), run(2)])
    expect(chosen(chain)).toEqual([])
    choose(chain, [run(3)], true)
    expect(chosen(chain)).toEqual([run(3)])
    expect(chosen(ALL_RUNS)).toEqual([])
    choose(ALL_RUNS, [run(1)], true)
    choose(ALL_RUNS, [run(1)], false)
    expect([...chosen(ALL_RUNS), ...chosen(chain)]).toEqual([])
    choose(ALL_RUNS, [run(1)], true)
    seek({ starred: true })
    expect(chosen(ALL_RUNS)).toEqual([])
  })
})
