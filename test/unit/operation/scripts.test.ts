import { describe, expect, it } from 'vitest'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { Chain, Parameter } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { firstArguments, scriptKeys, scriptUse, withScript } from '#shared/operation/script-use.ts'
import { expression } from '#shared/operation/transform/expression.ts'
import { script } from '#shared/operation/transform/script.ts'
import { checkScripts, type KnownScript } from '#shared/operation/validate/scripts.ts'
import { validateChain } from '#shared/operation/validate.ts'

const PARAMETERS = Parameter.array().parse([
  { name: 'xs', type: 'list' },
  { name: 'by', default: 2 },
])

/** A chain of one node that is fed by `source` and runs a script. */
const chainWith = (config: JsonRecord, source = 'other'): Chain =>
  Chain.parse({
    name: 'Scripted',
    nodes: [
      { id: source, type: 'DATA_INPUT', operation: 'constant', config: { value: [1] } },
      { id: 'run', type: 'TRANSFORM', operation: 'script', config },
    ],
    edges: [{ id: 'e', source, target: 'run' }],
  })

function issuesOf(config: JsonRecord, known: KnownScript | undefined, source?: string): Json {
  const check = checkScripts(() => known)
  return validateChain(chainWith(config, source), registry, [check])
    .filter(({ code }) => /^(script|argument)/.test(code))
    .map(({ code, severity, nodeId, field }) => ({
      code,
      severity,
      nodeId: nodeId ?? '',
      field: field ?? '',
    }))
}

describe('nodes that run scripts', () => {
  const known = { newest: 3, parameters: PARAMETERS }
  const found = (code: string, severity: string, field: string) => [{ code, severity, nodeId: 'run', field }]
  const pinned = { script: 'scale', version: 3, arguments: { xs: 'other' } }

  it.each<[string, JsonRecord, KnownScript | undefined, Json, string?]>([
    ['as it should be', pinned, known, []],
    ['fed by the name of its parameter', { script: 'scale', version: 3 }, known, [], 'xs'],
    ['the newest, whatever that is', { script: 'scale', arguments: { xs: [1] } }, known, []],
    ['not known yet', { script: 'scale' }, undefined, []],
    ['none chosen', { script: '' }, known, []],
    ['not there', pinned, { newest: null, parameters: null }, found('script_missing', 'error', 'script')],
    [
      'not that version',
      { ...pinned, version: 9 },
      { newest: 3, parameters: null },
      found('script_missing', 'error', 'version'),
    ],
    ['behind', { ...pinned, version: 2 }, known, found('script_newer', 'info', 'version')],
    ['without what it needs', { script: 'scale' }, known, found('argument_missing', 'error', 'arguments.xs')],
    [
      'with what it does not take',
      { ...pinned, arguments: { xs: 'other', to: 1 } },
      known,
      found('argument_unknown', 'error', 'arguments.to'),
    ],
  ])('%s', (_, config, about, issues, source) => {
    expect(issuesOf(config, about, source)).toEqual(issues)
  })

  it('are found by their form', () => {
    expect(scriptKeys(script)).toEqual({ script: 'script', version: 'version', arguments: 'arguments' })
    expect(scriptKeys(expression)).toBeNull()
    expect(scriptUse(expression, { script: 'scale' })).toBeNull()
    expect(scriptUse(script, { script: 'scale', version: '2', arguments: [] })).toEqual({
      name: 'scale',
      arguments: {},
    })
  })

  it('take another version with the arguments that it still has', () => {
    const keys = scriptKeys(script)
    if (!keys) throw new Error('A script runs scripts.')
    const next = { name: 'scale', version: 4, parameters: PARAMETERS }
    const config = { script: 'scale', version: 2, arguments: { xs: 'other', old: 1 } }
    expect(withScript(keys, config, next)).toEqual({
      script: 'scale',
      version: 4,
      arguments: { xs: 'other' },
    })
    expect(withScript(keys, { arguments: { old: 1 } }, next)).toEqual({ script: 'scale', version: 4 })
    expect(withScript({ script: 's', version: undefined, arguments: undefined }, { a: 1 }, next)).toEqual({
      a: 1,
      s: 'scale',
    })
  })

  it.each<[readonly string[], Json]>([
    [['other'], { xs: 'other' }],
    [['xs', 'other'], {}],
    [['by', 'other'], { xs: 'other' }],
    [[], {}],
  ])('begin with %j as %j', (inputs, given) => {
    expect(firstArguments(PARAMETERS, inputs)).toEqual(given)
  })
})
