import { ActionIcon, Autocomplete, type AutocompleteProps } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { isJsonRecord, type Json } from '#shared/base/json.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import { queries } from '../../api.ts'
import { useFormScope } from './context.ts'
import { labelId } from './FieldFrame.tsx'
import { writeLine } from './literal.ts'
import classes from './ScriptArgumentsControl.module.css'
import { type ControlProps, errorAt } from './types.ts'
import { useLiteral } from './useLiteral.ts'

/** What stands for an argument that is left out. */
function otherwise({ name, default: value }: Parameter, inputs: readonly { readonly id: string }[]): string {
  if (inputs.some((input) => input.id === name)) return `The input ${name}`
  return value === undefined ? 'Input or value' : `${writeLine(value).slice(0, 60)} (default)`
}

interface ArgumentProps extends Omit<AutocompleteProps, 'value' | 'onChange' | 'onBlur'> {
  readonly given: Json | undefined
  readonly onGive: (value: Json | undefined) => void
}

function Argument({ given, onGive, ...field }: ArgumentProps) {
  const { text, type, leave } = useLiteral(given, { onChange: onGive })
  return <Autocomplete {...field} value={text} onChange={type} onBlur={leave} />
}

/** A field for each parameter of the script: an input by its node id, or a value. */
export function ScriptArgumentsControl({ id, value, path, errors, onChange }: ControlProps) {
  const { readOnly, inputs, config, scriptKeys: keys } = useFormScope()
  const script = keys && config[keys.script]
  const version = keys?.version === undefined ? undefined : config[keys.version]
  const { data } = useQuery({
    ...queries.scripts.get.queryOptions({
      input: {
        name: typeof script === 'string' && script ? script : ' ',
        ...(typeof version === 'number' ? { version } : {}),
      },
    }),
    enabled: typeof script === 'string' && script !== '',
  })
  const given = isJsonRecord(value) ? value : {}
  const set = (name: string, next: Json | undefined): void => {
    const rest = Object.fromEntries(Object.entries(given).filter(([other]) => other !== name))
    const all = next === undefined ? rest : { ...given, [name]: next }
    onChange(Object.keys(all).length > 0 ? all : undefined)
  }
  const parameters = data?.parameters ?? []
  const unknown = Object.keys(given).filter((name) => !parameters.some((one) => one.name === name))
  const field = (name: string, parameter: Parameter | undefined, at: number) => (
    <Argument
      key={name}
      id={at === 0 ? id : `${id}-${name}`}
      label={parameter ? `${name} (${parameter.type})` : name}
      description={parameter?.description}
      readOnly={readOnly}
      data={inputs.map((input) => input.id)}
      given={given[name]}
      placeholder={parameter && otherwise(parameter, inputs)}
      error={errorAt(errors, [...path, name])}
      rightSection={
        !parameter &&
        !readOnly && (
          <ActionIcon size="sm" aria-label={`Remove ${name}`} onClick={() => set(name, undefined)}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
      onGive={(next) => set(name, next)}
    />
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need its own legend beside the label
    <div role="group" aria-labelledby={labelId(id)} className={classes.fields}>
      {parameters.map((parameter, i) => field(parameter.name, parameter, i))}
      {data && unknown.map((name, i) => field(name, undefined, parameters.length + i))}
      {data && parameters.length + unknown.length === 0 && (
        <p className={classes.none}>The script takes nothing.</p>
      )}
      {!data && <p className={classes.none}>What the script takes is asked for here.</p>}
    </div>
  )
}
