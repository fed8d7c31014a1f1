import { Button, Switch, TextInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import { chooseFile } from '../files/choose.tsx'
import { writeLiteral } from '../inspector/form/literal.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { AnyInput, LiteralInput } from './LiteralInput.tsx'

interface InputFieldProps {
  readonly parameter: Parameter
  readonly value: Json | undefined
  readonly fault: string | undefined
  readonly autoFocus: boolean
  /** `undefined`: the default. */
  readonly onChange: (value: Json | undefined) => void
}

/** A parameter's value, typed as the parameter is. */
export function InputField({ parameter, value, fault, autoFocus, onChange }: InputFieldProps) {
  const { name, type, description } = parameter
  const otherwise = parameter.default
  const isNeeded = otherwise === undefined && !parameter.optional
  const shown = value === undefined ? otherwise : value
  const common = { label: name, description, error: value === undefined ? undefined : fault }
  const focus = autoFocus ? { 'data-autofocus': true } : {}
  if (type === 'boolean') {
    return (
      <Switch
        {...common}
        {...focus}
        checked={shown === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  }
  if (type === 'number' || type === 'integer') {
    return (
      <NumberField
        {...common}
        {...focus}
        required={isNeeded}
        value={typeof value === 'number' ? value : undefined}
        otherwise={typeof otherwise === 'number' ? otherwise : undefined}
        onChange={onChange}
      />
    )
  }
  if (type !== 'text' && type !== 'file') {
    const Input = type === 'any' ? AnyInput : LiteralInput
    return (
      <Input
        {...common}
        {...focus}
        required={isNeeded}
        value={value}
        otherwise={otherwise}
        onChange={onChange}
      />
    )
  }
  return (
    <TextInput
      {...common}
      {...focus}
      required={isNeeded}
      value={typeof shown === 'string' ? shown : writeLiteral(shown)}
      rightSectionWidth={type === 'file' ? 72 : 0}
      rightSection={
        type === 'file' && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={async () => {
              const path = await chooseFile(name, typeof shown === 'string' ? shown : '')
              if (path !== null) onChange(path)
            }}
          >
            Browse
          </Button>
        )
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
