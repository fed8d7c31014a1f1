import { expect, it } from 'vitest'
import { askAgain } from '../../../renderer/timeline/again.ts'

const asked = { known: 1, told: 2, running: true, answers: 1, failed: false }

it('asks for attempts that were told of until they are there, and not for ever once the run has ended', () => {
  expect(askAgain(asked)).toBe(200)
  expect(askAgain({ ...asked, answers: 1000 })).toBe(200)
  expect(askAgain({ ...asked, running: false })).toBe(200)
  expect(askAgain({ ...asked, running: false, answers: 25 })).toBe(false)
  expect(askAgain({ ...asked, known: 2 })).toBe(false)
  expect(askAgain({ ...asked, known: null })).toBe(false)
  expect(askAgain({ ...asked, failed: true })).toBe(false)
})
