import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_DEPTH, placeOf, scanJson } from '#shared/document/scan.ts'

const problem = (text: string) => {
  const scan = scanJson(text)
  return scan.ok ? null : { ...scan.error, place: placeOf(text, scan.error.offset) }
}

describe('scanJson', () => {
  it('agrees with JSON.parse on what JSON is', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '"a"',
        '"\\u00e9"',
        '"b\\n"',
        '1',
        '-',
        '0',
        '01',
        '.5',
        '2.5e+3',
      ],
      ...['1e', 'true', 'false', 'null', 'nul', ' ', '\n', '\t', '\u0001', '"nodes"', '\u{1f600}'],
    )
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify(value, null, 1)),
    )
    fc.assert(
      fc.property(text, (candidate) => {
        let parses = true
        try {
          JSON.parse(candidate)
        } catch {
          parses = false
        }
        const found = problem(candidate)
        // These are JSON, but not for us.
        if (found && found.code !== 'not_json') return
        expect(found === null).toBe(parses)
      }),
      { numRuns: 3000 },
    )
  })

  it('gives the exact text of the members and of the nodes', () => {
    const text = '{ "a" : 1.0 ,"nodes": [ {"id": [ 1,2 ]} , 12345678901234567890,"x\\"]" ] }'
    const scan = scanJson(text)
    if (!scan.ok) expect.fail(scan.error.reason)
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
    expect(scan.value.members.map((member) => [member.key, slice(member)])).toEqual([
      ['a', '1.0'],
      ['nodes', '[ {"id": [ 1,2 ]} , 12345678901234567890,"x\\"]" ]'],
    ])
    expect(scan.value.nodes.map((node) => [node.key, slice(node)])).toEqual([
      [0, '{"id": [ 1,2 ]}'],
      [1, '12345678901234567890'],
      [2, '"x\\"]"'],
    ])
    expect(text.slice(scan.value.members[0]?.from).startsWith('"a"')).toBe(true)
  })

  it('takes a bare list and counts only the last "nodes"', () => {
    const bare = scanJson(' [ 1, {"nodes": [2]} ] ')
    expect(bare.ok && bare.value.members.map(({ key }) => key)).toEqual([0, 1])
    expect(bare.ok && bare.value.nodes).toEqual([])
    const twice = scanJson('{"nodes": [1, 2], "nodes": [3]}')
    expect(twice.ok && twice.value.nodes).toHaveLength(1)
    expect(twice.ok && twice.value.losses).toEqual([{ code: 'duplicate_key', offset: 18, text: 'nodes' }])
  })

  it('finds integers that a double rounds, and no others', () => {
    const losses = (text: string) => {
      const scan = scanJson(text)
      return scan.ok ? scan.value.losses.map((loss) => loss.text) : null
    }
    expect(losses('[12345678901234567890, 9007199254740993]')).toEqual([
      '12345678901234567890',
      '9007199254740993',
    ])
    expect(losses('[9007199254740991, 9007199254740994, 1e300, 0.12345678901234567890]')).toEqual([])
  })

  it.each([
    ['', 'not_json', 'line 1, column 1', 'a value is expected, but the text ends'],
    ['{\n  "a": tru\n}', 'not_json', 'line 2, column 8', 'there is "t"'],
    ['[1 2]', 'not_json', 'line 1, column 4', '"," or "]" is expected'],
    ['{"a" 1}', 'not_json', 'line 1, column 6', '":" is expected'],
    ['{a: 1}', 'not_json', 'line 1, column 2', 'a key in double quotes'],
    ['[1] x', 'not_json', 'line 1, column 5', 'the end is expected'],
    ['["a', 'not_json', 'line 1, column 4', 'not closed'],
    ['["\\x"]', 'not_json', 'line 1, column 3', 'escape'],
    ['["\n"]', 'not_json', 'line 1, column 3', 'control character'],
    ['[-]', 'not_json', 'line 1, column 2', 'a number is expected'],
    ['[1e999]', 'number_too_large', 'line 1, column 2', '1e999'],
    ['{"\\u005f_proto__": 1}', 'key_not_allowed', 'line 1, column 2', '__proto__'],
    ['['.repeat(1_000_000), 'too_deep', `line 1, column ${MAX_DEPTH + 1}`, 'nested'],
  ])('%.20s is refused with its place', (text, code, place, reason) => {
    expect(problem(text)).toMatchObject({ code, place, reason: expect.stringContaining(reason) })
  })
})
