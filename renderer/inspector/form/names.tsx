import { Autocomplete, Select, TagsInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import { useFormScope } from './context.ts'
import { type ControlProps, errorAt } from './types.ts'

const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

/** A column's name: those of the last run are offered, any other may be typed. */
export function ColumnControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { columns, readOnly } = useFormScope()
  const shown = value ?? field.default
  return (
    <Autocomplete
      id={id}
      readOnly={readOnly}
      data={[...columns]}
      value={typeof shown === 'string' ? shown : ''}
      placeholder={field.meta.placeholder ?? 'Column'}
      error={errorAt(errors, path) !== undefined}
      onChange={(text) =>
        onChange(text === '' && !field.required && field.default === undefined ? undefined : text)
      }
    />
  )
}

export function ColumnsControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { columns, readOnly } = useFormScope()
  const chosen = strings(value ?? field.default)
  return (
    <TagsInput
      id={id}
      readOnly={readOnly}
      data={[...columns]}
      value={chosen}
      placeholder={chosen.length > 0 ? '' : (field.meta.placeholder ?? 'Columns')}
      error={errorAt(errors, path) !== undefined}
      acceptValueOnBlur
      onChange={onChange}
    />
  )
}

/** One of the nodes that feed this one. */
export function InputControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { inputs, readOnly } = useFormScope()
  const shown = value ?? field.default
  const data = inputs.map((input) => ({ value: input.id, label: input.name }))
  if (typeof shown === 'string' && shown && !inputs.some((input) => input.id === shown)) {
    data.push({ value: shown, label: `${shown} (not connected)` })
  }
  return (
    <Select
      id={id}
      readOnly={readOnly}
      data={data}
      value={typeof shown === 'string' && shown ? shown : null}
      placeholder={field.meta.placeholder ?? (inputs.length > 0 ? 'Choose an input' : 'Connect a node first')}
      error={errorAt(errors, path) !== undefined}
      clearable={!field.required}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}

export function InputsControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { inputs, readOnly } = useFormScope()
  const chosen = strings(value ?? field.default)
  return (
    <TagsInput
      id={id}
      readOnly={readOnly}
      data={inputs.map((input) => input.id)}
      value={chosen}
      placeholder={chosen.length > 0 ? '' : (field.meta.placeholder ?? 'Inputs, by node id')}
      error={errorAt(errors, path) !== undefined}
      acceptValueOnBlur
      onChange={onChange}
    />
  )
}
