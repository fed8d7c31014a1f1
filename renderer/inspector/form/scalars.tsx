import { NumberInput, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import { useFormScope } from './context.ts'
import { labelId } from './FieldFrame.tsx'
import { type ControlProps, errorAt } from './types.ts'

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

export function TextControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { readOnly } = useFormScope()
  return (
    <TextInput
      id={id}
      readOnly={readOnly}
      value={textOf(value ?? field.default)}
      placeholder={field.meta.placeholder}
      error={errorAt(errors, path) !== undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function MultilineControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { readOnly } = useFormScope()
  return (
    <Textarea
      id={id}
      autosize
      minRows={2}
      maxRows={10}
      readOnly={readOnly}
      value={textOf(value ?? field.default)}
      placeholder={field.meta.placeholder}
      error={errorAt(errors, path) !== undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function NumberControl(props: ControlProps<'number' | 'integer'>) {
  const { id, field, shape, value, path, errors, onChange } = props
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  return (
    <NumberInput
      id={id}
      readOnly={readOnly}
      value={typeof shown === 'number' ? shown : ''}
      placeholder={field.meta.placeholder}
      allowDecimal={shape.kind === 'number'}
      error={errorAt(errors, path) !== undefined}
      // What is out of range is said, not changed.
      clampBehavior="none"
      onChange={(next) => onChange(typeof next === 'number' ? next : field.nullable ? null : undefined)}
    />
  )
}

export function BooleanControl({ id, field, value, onChange }: ControlProps) {
  const { readOnly } = useFormScope()
  return (
    <Switch
      id={id}
      disabled={readOnly}
      checked={(value ?? field.default) === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

const FEW = 3
const SHORT = 24

export function EnumControl({ id, field, shape, value, path, errors, onChange }: ControlProps<'enum'>) {
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  const data = shape.options.map((option) => ({ value: String(option.value), label: option.label }))
  const choose = (text: string | null): void => {
    const option = shape.options.find((one) => String(one.value) === text)
    onChange(option ? option.value : undefined)
  }
  const length = data.reduce((sum, { label }) => sum + label.length, 0)
  if (data.length <= FEW && length <= SHORT && shown !== undefined) {
    return (
      <SegmentedControl
        id={id}
        fullWidth
        readOnly={readOnly}
        data={data}
        value={String(shown)}
        onChange={choose}
        aria-labelledby={labelId(id)}
      />
    )
  }
  return (
    <Select
      id={id}
      readOnly={readOnly}
      data={data}
      value={shown === undefined ? null : String(shown)}
      placeholder={field.meta.placeholder ?? 'Choose…'}
      error={errorAt(errors, path) !== undefined}
      searchable={data.length > 8}
      allowDeselect={!field.required && field.default === undefined}
      onChange={choose}
    />
  )
}
