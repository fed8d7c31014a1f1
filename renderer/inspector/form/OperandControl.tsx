import { Autocomplete } from '@mantine/core'
import { useFormScope } from './context.ts'
import { readLiteral, writeLiteral } from './literal.ts'
import { type ControlProps, errorAt } from './types.ts'

/** An input by its node id, or a value as typed. */
export function OperandControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { inputs, readOnly } = useFormScope()
  const shown = value ?? field.default
  return (
    <Autocomplete
      id={id}
      readOnly={readOnly}
      data={inputs.map((input) => input.id)}
      value={writeLiteral(shown)}
      placeholder={field.meta.placeholder ?? 'Input or value'}
      error={errorAt(errors, path) !== undefined}
      onChange={(text) => onChange(text === '' && !field.required ? undefined : readLiteral(text))}
    />
  )
}
