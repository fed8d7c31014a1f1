import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renameInputs } from '#electron/sandbox/rename.ts'
import { checkText } from '#electron/sandbox/text.ts'

const rename = (text: string, names: Record<string, string> = { mass: 'weight' }): string =>
  renameInputs(text, new Map(Object.entries(names)))

describe('an input called by another name', () => {
  it.each([
    ['mass * 2 + mass', 'weight * 2 + weight'],
    ['mass.of.mass', 'weight.of.mass'],
    ['inputs.mass + inputs["mass"] + inputs?.mass', 'inputs.weight + inputs["weight"] + inputs?.weight'],
    ['inputs[mass]', 'inputs[weight]'],
    ['other.inputs.mass', 'other.inputs.mass'],
    ['({ mass, x: mass, mass: 1 })', '({ mass: weight, x: weight, mass: 1 })'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of an expression
    ['"mass" + `mass ${mass}` /* mass */', '"mass" + `mass ${weight}` /* mass */'],
    ['list.map((mass) => mass * 2)', 'list.map((mass) => mass * 2)'],
    ['list.map((inputs) => inputs.mass)', 'list.map((inputs) => inputs.mass)'],
    ['list.map((x) => x * mass)', 'list.map((x) => x * weight)'],
    ['mass\n  // of a sample\n  + 1', 'weight\n  // of a sample\n  + 1'],
    ['/mass/.test(mass)', '/mass/.test(weight)'],
    ['inputs[0] + inputs[`mass`]', 'inputs[0] + inputs[`mass`]'],
  ])('%s', (before, after) => {
    expect(rename(before)).toBe(after)
  })

  it('stays itself where a local of the new name would catch it', () => {
    expect(rename('list.map((weight) => weight * mass)')).toBe(
      'list.map((weight) => weight * inputs.mass)'.replace('inputs.mass', 'inputs.weight'),
    )
  })

  it('is a part of the inputs where the new name is no name of the language', () => {
    const spaced = { mass: 'dry mass' }
    expect(rename('mass + inputs.mass + inputs?.mass', spaced)).toBe(
      'inputs["dry mass"] + inputs["dry mass"] + inputs?.["dry mass"]',
    )
  })

  it('may be swapped with another', () => {
    expect(rename('a - b', { a: 'b', b: 'a' })).toBe('b - a')
  })

  it('may not hide what the text uses by that name', () => {
    expect(() => rename('mean(mass)', { mass: 'mean' })).toThrow(/"mean" already means something else/)
  })

  it('is not looked for in text that does not parse', () => {
    expect(() => rename('mass +')).toThrow(expect.objectContaining({ code: 'expression_failed' }))
  })

  it('leaves nothing of the old name free, and comes back when renamed back', () => {
    const leaf = fc.constantFrom('mass', 'x', '1', 'inputs.mass', '"mass"')
    const { text } = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
        tie('text').map((a) => `[1].map((mass) => ${a})`),
        tie('text').map((a) => `({ mass: ${a} })`),
        fc.constant('({ mass })'),
      ),
    }))
    fc.assert(
      fc.property(text, (source) => {
        const renamed = rename(source)
        const free = checkText(renamed, 'expression').free
        expect(free.has('mass')).toBe(false)
        expect(renamed).not.toContain('inputs.mass')
        const back = rename(renamed, { weight: 'mass' })
        const names = (one: string): string[] => [...checkText(one, 'expression').free.keys()].sort()
        if (!source.includes('(mass) =>')) expect(names(back)).toEqual(names(source))
      }),
    )
  })
})
