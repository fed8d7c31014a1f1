import { describe, expect, it } from 'vitest'
import type { JsonRecord } from '#shared/base/json.ts'
import { formOf } from '#shared/operation/form.ts'
import { registry } from '#shared/operation/registry.ts'
import { mapTexts } from '#shared/operation/texts.ts'

/** Every text of a config with the widget of its field. */
function textsOf(operation: string, config: JsonRecord): (string | undefined)[][] {
  const spec = registry(operation)
  if (!spec) throw new Error(`There is no ${operation}.`)
  const found: (string | undefined)[][] = []
  mapTexts(formOf(spec), config, (text, { widget }) => {
    found.push([text, widget])
    return text
  })
  return found
}

describe('the texts of a config', () => {
  it('are found in lists, records and JSON', () => {
    expect(textsOf('calculate.arithmetic', { operands: ['a', 2, 'b.c'] })).toEqual([
      ['a', 'inputs'],
      ['b.c', 'inputs'],
    ])
    expect(textsOf('transform.filterRows', { conditions: [{ column: 'x', input: 'limit' }] })).toEqual([
      ['x', 'column'],
      ['limit', 'input'],
    ])
    expect(textsOf('output.store', { data: { list: [{ mean: '{{m}}' }], n: 1, none: null } })).toEqual([
      ['{{m}}', 'json'],
    ])
    expect(textsOf('transform.script', { arguments: { values: 'samples' } })).toEqual([
      ['samples', 'scriptArguments'],
    ])
  })

  it('of keys that no field speaks of stay', () => {
    expect(textsOf('transform.expression', { note: 'x' })).toEqual([])
  })

  it('leave the same config where none changes, and another where one does', () => {
    const spec = registry('calculate.arithmetic')
    if (!spec) throw new Error('There is no such operation.')
    const config = { operation: 'add', operands: ['a', 2] }
    expect(mapTexts(formOf(spec), config, (text) => text)).toBe(config)
    const changed = mapTexts(formOf(spec), config, (text) => (text === 'a' ? 'b' : text))
    expect(changed).toEqual({ operation: 'add', operands: ['b', 2] })
    expect(config.operands[0]).toBe('a')
  })
})
