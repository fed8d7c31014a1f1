import { describe, expect, it } from 'vitest'
import { readNumber, stepped } from '../../../renderer/ui/numbers.ts'

describe('a number as typed', () => {
  it.each([
    ['0.25', 0.25],
    ['-2.5', -2.5],
    ['.5', 0.5],
    ['1.', 1],
    ['007', 7],
    ['+3', 3],
    ['1e-5', 1e-5],
    ['2.5E+3', 2500],
    [' 4 ', 4],
    ['', undefined],
    ['  ', undefined],
  ])('%j is %s', (text, value) => {
    expect(readNumber(text)).toEqual({ value })
  })

  it.each(['-', '+', '.', '-.', '1e', '1e-', '2.e+'])('%j is only begun', (text) => {
    expect(readNumber(text)).toEqual({ fault: null, half: true })
  })

  it.each(['1,5', '1 000', '1,234.5', 'abc', '0x10', 'Infinity', '1e999', '--1', '1.2.3', '1-'])(
    '%j is none',
    (text) => {
      expect(readNumber(text)).toEqual({ fault: 'Not a number.' })
    },
  )

  it('is told its limits; what further digits may still make large enough is half typed', () => {
    const limits = { min: 5, max: 100 }
    expect(readNumber('101', limits)).toEqual({ fault: 'From 5 to 100.', half: false })
    expect(readNumber('-1', limits)).toEqual({ fault: 'From 5 to 100.', half: false })
    expect(readNumber('1', limits)).toEqual({ fault: 'From 5 to 100.', half: true })
    expect(readNumber('100', limits)).toEqual({ value: 100 })
    expect(readNumber('0', { min: 1 })).toEqual({ fault: 'At least 1.', half: true })
    expect(readNumber('-1', { max: -10 })).toEqual({ fault: 'At most -10.', half: true })
    expect(readNumber('2.5', { whole: true })).toEqual({ fault: 'A whole number.' })
    expect(readNumber('2.', { whole: true })).toEqual({ value: 2 })
    expect(readNumber('', limits)).toEqual({ value: undefined })
  })

  it('goes up and down with as many decimals as it has, within its limits', () => {
    expect(stepped(0.1, 1, {})).toBe(1.1)
    expect(stepped(1.1, -1, {})).toBe(0.1)
    expect(stepped(0.3, -1, {})).toBe(-0.7)
    expect(stepped(1e-7, 1, {})).toBe(1.0000001)
    expect(stepped(99.5, 1, { max: 100 })).toBe(100)
    expect(stepped(0.5, -1, { min: 0 })).toBe(0)
    expect(stepped(1e21, 1, {})).toBe(1e21)
  })
})
