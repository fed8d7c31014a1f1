import { describe, expect, it } from 'vitest'
import { runEnvironment } from '#electron/operations/data-input/environment.ts'
import { environment } from '#shared/operation/data-input/environment.ts'
import { failureOf, runOperation } from '../../operations/harness.ts'

const given = { environment: { INSTRUMENT_ID: 'P-2', EMPTY: '', API_KEY: 'k', TOKENS: 't', KEYBOARD: 'x' } }

describe('environment', () => {
  it.each([
    ['INSTRUMENT_ID', 'P-2'],
    ['EMPTY', ''],
    ['KEYBOARD', 'x'],
  ])('%s', async (variable, expected) => {
    const { outcome, warnings } = await runOperation(environment, runEnvironment, { variable }, given)
    expect(outcome.value).toEqual({ kind: 'json', json: expected })
    expect(warnings).toEqual([])
  })

  it.each(['API_KEY', 'TOKENS'])('warns that %s is kept', async (variable) => {
    const { warnings } = await runOperation(environment, runEnvironment, { variable }, given)
    expect(warnings).toMatchObject([{ code: 'secret_kept', data: { variable } }])
  })

  it.each(['OTHER', 'toString'])('that is not set (%s) is an error', async (variable) => {
    expect(await failureOf(environment, runEnvironment, { variable }, given)).toMatch(
      new RegExp(`^variable_missing: The environment variable "${variable}" is not set`),
    )
  })

  it('needs a name', () => {
    for (const config of [{}, { variable: '' }]) {
      expect(environment.config.safeParse(config).error?.issues[0]?.message).toBe(
        'Write the name of the variable.',
      )
    }
  })
})
