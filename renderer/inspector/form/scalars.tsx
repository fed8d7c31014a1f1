import { SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import { NumberField } from '../../ui/NumberField.tsx'
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

const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

interface NumberControlProps extends ControlProps<'number' | 'integer'> {
  /** An empty field is only half typed. */
  readonly needed?: boolean
}

/** The operation says itself what is out of range: the number is written all the same. */
export function NumberControl(props: NumberControlProps) {
  const { id, field, value, path, errors, needed = false, onChange } = props
  const { readOnly } = useFormScope()
  return (
    <NumberField
      id={id}
      readOnly={readOnly}
      needed={needed}
      value={numberOf(value)}
      // Where nothing is a choice of its own, it does not fall back to the default.
      otherwise={value === null ? undefined : numberOf(field.default)}
      placeholder={field.meta.placeholder}
      error={errorAt(errors, path) !== undefined}
      onChange={(next) => onChange(next ?? (field.nullable ? null : undefined))}
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
