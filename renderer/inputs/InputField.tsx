import { Button, NumberInput, Switch, TextInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import { chooseFile } from '../files/choose.tsx'
import { readLiteral, writeLiteral } from '../inspector/form/literal.ts'
import { LiteralInput } from './LiteralInput.tsx'

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
  const shown = value ?? parameter.default
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
      <NumberInput
        {...common}
        {...focus}
        required={parameter.default === undefined}
        allowDecimal={type === 'number'}
        value={typeof shown === 'number' ? shown : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      />
    )
  }
  if (type === 'list' || type === 'record') {
    return (
      <LiteralInput
        {...common}
        required={parameter.default === undefined}
        value={shown}
        onChange={onChange}
      />
    )
  }
  const isText = type === 'text' || type === 'file'
  return (
    <TextInput
      {...common}
      {...focus}
      required={parameter.default === undefined}
      value={isText && typeof shown === 'string' ? shown : writeLiteral(shown)}
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
      onChange={(event) => {
        const text = event.currentTarget.value
        onChange(isText ? text : text === '' ? undefined : readLiteral(text))
      }}
    />
  )
}
