import { describe, expect, it } from 'vitest'
import { implementations } from '#electron/operations/index.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import { rehearsalOf } from '#shared/run/effect.ts'

describe('what an operation would do', () => {
  it.each(ALL_SPECS.map((spec) => [spec.id, spec.traits.effect === true] as const))(
    'can be told of %s where it has effects (%s), and of no other',
    (id, effect) => {
      expect(implementations(rehearsalOf(id)) !== undefined).toBe(effect)
    },
  )
})
