import { describe, expect, it } from 'vitest'
import { closest } from '#shared/base/closest.ts'

describe('the closest name', () => {
  it.each<[string, string[], string | undefined]>([
    ['x', ['y', 'mass'], 'y'],
    ['daet', ['dose', 'date', 'data'], 'date'],
    ['Temprature', ['time', 'temperature'], 'temperature'],
    ['temperature', ['tempratur', 'temporature'], 'temporature'],
    ['ab', ['cd'], undefined],
    ['voltage', ['current'], undefined],
    ['a', [], undefined],
  ])('to %s in %j is %s', (name, candidates, expected) => {
    expect(closest(name, candidates)).toBe(expected)
  })
})
