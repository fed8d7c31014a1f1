import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Json, JsonRecord } from '#shared/base/json.ts'
import { PARAMETER_TYPES } from '#shared/chain/schema.ts'
import { readScriptFile, writeScriptFile } from '#shared/document/script/file.ts'
import { parameterNameFault, SCRIPT_LIMITS, Script } from '#shared/document/script/schema.ts'

/** Text with what could end a comment or a line in it. */
const text = fc.string({
  unit: fc.constantFrom('a', 'é', '*', '/', '*/', '\\', '"', '\n', '\r\n', ' ', '\u2028'),
})
const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((name) => parameterNameFault(name) === null)
const json = fc.jsonValue().map((value) => Json.parse(JSON.parse(JSON.stringify(value))))

const script = fc
  .record({
    name: fc.stringMatching(/^[a-z*/]{1,10}$/),
    description: text,
    category: text.map((one) => one.trim()),
    tags: fc.array(
      text.map((one) => one.trim()).filter((one) => one !== ''),
      { maxLength: 3 },
    ),
    parameters: fc.uniqueArray(
      fc.record(
        { name: word, type: fc.constant('any' as const), default: json, description: text },
        { requiredKeys: ['name', 'type'] },
      ),
      { selector: (one) => one.name, maxLength: 3 },
    ),
    timeoutMs: fc.constantFrom(100, SCRIPT_LIMITS.timeoutMs.default),
    memoryMb: fc.constantFrom(64, SCRIPT_LIMITS.memoryMb.default),
    testInput: fc.dictionary(word, json).map((one) => JsonRecord.parse(one)),
    code: text,
  })
  .map((one) => Script.parse(one))

const read = (file: string) => {
  const result = readScriptFile(file)
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join(' '))
  return result.value
}
const refusal = (file: string) => {
  const result = readScriptFile(file)
  return result.ok ? 'it was read' : result.error.map(({ code, message }) => `${code}: ${message}`).join('\n')
}

describe('a script’s file', () => {
  it('gives every script back, and itself', () => {
    fc.assert(
      fc.property(script, (one) => {
        const file = writeScriptFile(one)
        expect(read(file)).toEqual({ script: one, issues: [] })
        expect(writeScriptFile(read(file).script)).toBe(file)
      }),
    )
  })

  it('is its code under a comment', () => {
    const one = Script.parse({
      name: 'Twice',
      code: 'return 2 * x',
      parameters: [{ name: 'x', type: 'number' }],
    })
    expect(writeScriptFile(one)).toBe(
      `/* ergo.script 1
{
  "name": "Twice",
  "parameters": [
    {
      "name": "x",
      "type": "number"
    }
  ]
}
*/
return 2 * x`,
    )
  })

  it('may have been through an editor that ends lines otherwise', () => {
    expect(read('\uFEFF/* ergo.script 1\r\n{"name": "a"}\r\n*/ \r\nreturn 1\r\n').script).toMatchObject({
      name: 'a',
      code: 'return 1\r\n',
    })
  })

  it.each([
    ['return 1', 'unknown_format'],
    ['/* ergo.script 1\n{"name": "a"}', 'unknown_format'],
    [
      '/* ergo.script one\n{}\n*/\n',
      'bad_version: The first line needs a version that is 1 or more; there is "one".',
    ],
    ['/* ergo.script 0\n{}\n*/\n', 'bad_version'],
    ['/* ergo.script 2\nnot even JSON\n*/\n', 'future_version'],
    ['/* ergo.script 1\n{name}\n*/\n', 'bad_json'],
    ['/* ergo.script 1\n[]\n*/\n', 'bad_json'],
    ['/* ergo.script 1\n{}\n*/\n', 'bad_script: "name" is missing: it must be a text.'],
    [
      '/* ergo.script 1\n{"name": "a", "timeoutMs": 1}\n*/\n',
      'bad_script: "timeoutMs" must be at least 100.',
    ],
    [
      '/* ergo.script 1\n{"name": "a", "parameters": [{"name": "1x"}]}\n*/\n',
      'bad_script: The parameter "1x"',
    ],
    [
      '/* ergo.script 1\n{"name": "a", "parameters": [{"name": "log"}]}\n*/\n',
      '"log" has a meaning of its own',
    ],
    [
      '/* ergo.script 1\n{"name": "a", "parameters": [{"name": "x"}, {"name": "x"}]}\n*/\n',
      'two parameters "x"',
    ],
    [
      '/* ergo.script 1\n{"name": "a", "parameters": [{"name": "x", "type": "number", "default": "1"}]}\n*/\n',
      'The default is of another type.',
    ],
  ])('%j is refused: %s', (file, why) => {
    expect(refusal(file)).toContain(why)
  })

  it('says what of it is not used', () => {
    const file =
      '/* ergo.script 1\n{"name": "a", "mood": 1, "parameters": [{"name": "x", "unit": "g"}, {"name": "y"}]}\n*/\n'
    expect(read(file).issues.map(({ field }) => field)).toEqual(['mood', 'parameters[0].unit'])
  })

  it.each(PARAMETER_TYPES)('takes a parameter of type %s', (type) => {
    expect(Script.safeParse({ name: 'a', code: '', parameters: [{ name: 'x', type }] }).success).toBe(true)
  })
})
