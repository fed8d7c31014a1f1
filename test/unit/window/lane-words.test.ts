import { expect, it } from 'vitest'
import { laneWords } from '../../../renderer/timeline/laneWords.ts'

it('speaks of a runner only where one is known', () => {
  const words = (runners: number) => [0, 1, 2].map((lane) => laneWords(lane, runners)[0])
  expect(words(3)).toEqual(['Runner 1', 'Runner 2', 'Runner 3'])
  expect(words(2)).toEqual(['Runner 1', 'Runner 2', 'No runner'])
  expect(words(0)).toEqual(['Lane 1', 'Lane 2', 'Lane 3'])
})
