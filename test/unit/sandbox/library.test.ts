import { describe, expect, it } from 'vitest'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { LIBRARY } from '#electron/sandbox/library/index.ts'
import { LIBRARY_FUNCTIONS } from '#shared/operation/functions.ts'

const expressions = makeExpressions()
const evaluate = (source: string): unknown => expressions.compile(source, [])([])

describe('the table of functions', () => {
  it('has exactly the functions that there are, each once', () => {
    expect(LIBRARY_FUNCTIONS.map(({ name }) => name).sort()).toEqual(Object.keys(LIBRARY).sort())
    for (const { name, signature } of LIBRARY_FUNCTIONS) expect(signature.startsWith(`${name}(`)).toBe(true)
  })

  it.each(
    LIBRARY_FUNCTIONS.flatMap(({ example }) =>
      example ? [[example.expression, example.gives] as const] : [],
    ),
  )('%s', (expression, gives) => {
    if (typeof gives === 'number') expect(evaluate(expression)).toBeCloseTo(gives, 14)
    else expect(evaluate(expression)).toEqual(gives)
  })
})
