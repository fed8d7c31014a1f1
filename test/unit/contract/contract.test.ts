import { getContractRouter, isContractProcedure } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { ACTIONS, ActionId, MENUS } from '#shared/contract/actions.ts'
import { contract } from '#shared/contract/index.ts'
import { SETTINGS_DEFAULTS, SettingsChange } from '#shared/contract/settings.ts'

/** Every procedure, by its path. */
const procedures = Object.entries(contract).flatMap(([feature, router]) =>
  Object.keys(router).map((name) => [feature, name] as const),
)

describe('the contract', () => {
  it.each(procedures)('%s.%s parses its output and knows the one typed error', (feature, name) => {
    const procedure = getContractRouter(contract, [feature, name])
    if (!isContractProcedure(procedure)) throw new Error('not a procedure')
    expect(procedure['~orpc'].outputSchema).toBeDefined()
    expect(Object.keys(procedure['~orpc'].errorMap)).toEqual(['FAILED'])
  })
})

describe('actions', () => {
  it('have no shortcut twice', () => {
    const shortcuts = Object.values(ACTIONS).flatMap((a) => ('shortcut' in a ? [a.shortcut] : []))
    expect(shortcuts).toEqual([...new Set(shortcuts)])
  })

  it('stand in every menu, in groups that rise', () => {
    for (const menu of MENUS) {
      const groups = Object.values(ACTIONS).flatMap((a) => (a.menu === menu ? [a.group] : []))
      expect(groups.length).toBeGreaterThan(0)
      expect(groups).toEqual([...groups].sort((a, b) => a - b))
    }
  })

  it('have ids that nothing else passes for', () => {
    expect(ActionId.safeParse('undo').success).toBe(true)
    for (const other of ['toString', 'constructor', '', 1, null])
      expect(ActionId.safeParse(other).success).toBe(false)
  })
})

describe('settings', () => {
  it('have a default for every key', () => {
    expect(SETTINGS_DEFAULTS).toEqual({
      theme: 'system',
      maxWorkers: null,
      parallel: false,
      runTimeoutMs: 3_600_000,
      retention: { maxAgeMs: null, keepPerChain: null, keepRuns: null, maxBytes: null },
      view: {},
    })
  })

  it('change only what is named', () => {
    expect(SettingsChange.parse({ theme: 'dark' })).toEqual({ theme: 'dark' })
    expect(SettingsChange.safeParse({ runTimeoutMs: 1 }).success).toBe(false)
  })
})
