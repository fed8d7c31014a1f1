import { Autocomplete } from '@mantine/core'
import { useFormScope } from './context.ts'
import { type ControlProps, errorAt } from './types.ts'
import { useLiteral } from './useLiteral.ts'

/** An input by its node id, or a value as typed. */
export function OperandControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { inputs, readOnly } = useFormScope()
  const { text, type, leave } = useLiteral(value, {
    otherwise: field.default,
    empty: field.required ? '' : undefined,
    onChange,
  })
  return (
    <Autocomplete
      id={id}
      readOnly={readOnly}
      data={inputs.map((input) => input.id)}
      value={text}
      placeholder={field.meta.placeholder ?? 'Input or value'}
      error={errorAt(errors, path) !== undefined}
      onChange={type}
      onBlur={leave}
    />
  )
}
