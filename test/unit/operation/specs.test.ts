import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { implementations } from '#electron/operations/index.ts'
import { portsOf } from '#shared/operation/define.ts'
import { formOf } from '#shared/operation/form.ts'
import type { FieldSpec, Shape } from '#shared/operation/form-fields.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'

const ICONS = join(import.meta.dirname, '../../../node_modules/@tabler/icons-react/dist/esm/icons')
const iconFile = (name: string): string =>
  join(ICONS, `Icon${name.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())}.mjs`)

function fieldsWithin(shape: Shape): readonly FieldSpec[] {
  switch (shape.kind) {
    case 'object':
      return shape.fields.flatMap(withNested)
    case 'variants':
      return shape.variants.flatMap((variant) => variant.fields.flatMap(withNested))
    case 'list':
      return fieldsWithin(shape.item)
    case 'record':
      return fieldsWithin(shape.value)
    case 'union':
      return shape.options.flatMap(fieldsWithin)
    default:
      return []
  }
}
const withNested = (field: FieldSpec): FieldSpec[] => [field, ...fieldsWithin(field.shape)]

describe.each(ALL_SPECS.map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
  const fields = formOf(spec)

  it('has code, an id of its type, and an icon that exists', () => {
    expect(implementations(id)).toBeTypeOf('function')
    expect(id.startsWith(`${spec.type.toLowerCase()}.`)).toBe(true)
    expect(existsSync(iconFile(spec.icon)), spec.icon).toBe(true)
  })

  it('is described in sentences, and shown by an example', () => {
    expect(spec.summary).toMatch(/^[A-Z].*\.$/)
    expect(spec.keywords.length).toBeGreaterThan(0)
    expect(spec.examples.length).toBeGreaterThan(0)
    for (const [code, when] of Object.entries(spec.errors)) {
      expect(code).toMatch(/^[a-z]+(_[a-z0-9]+)*$/)
      expect(when).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('has a form whose fields depend on fields that exist', () => {
    const keys = fields.map((field) => field.key)
    for (const field of fields.flatMap(withNested)) {
      expect(field.meta.label).toMatch(/^\S.*\S$|^\S$/)
      const options =
        field.shape.kind === 'enum' ? field.shape.options.map((one) => String(one.value)) : undefined
      if (options && field.meta.options)
        expect(Object.keys(field.meta.options).sort()).toEqual(options.sort())
    }
    for (const field of fields) if (field.meta.when) expect(keys).toContain(field.meta.when.key)
  })

  it('has defaults that its schema accepts, and asks only for what has none', () => {
    const parsed = spec.config.safeParse({})
    const required = fields.filter((field) => field.required).map((field) => field.key)
    const asked = parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0]))
    expect(asked).toEqual(expect.arrayContaining(required))
    const defaults = Object.fromEntries(
      fields.flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default]])),
    )
    const again = spec.config.safeParse(defaults)
    const refused = again.success ? [] : again.error.issues.map((issue) => String(issue.path[0]))
    for (const key of refused) expect(Object.keys(defaults)).not.toContain(key)
  })

  it.each(spec.examples.map((example) => [example.title, example] as const))(
    'has ports and words for the example "%s"',
    (_title, example) => {
      const config = spec.config.parse(example.config)
      const { inputs, outputs } = portsOf(spec, config)
      expect(outputs.length).toBeGreaterThan(0)
      expect(new Set(inputs.map((port) => port.name)).size).toBe(inputs.length)
      expect(spec.describe?.(config) ?? '').toBeTypeOf('string')
    },
  )
})
