import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Json } from '#shared/base/json.ts'
import { PARAMETER_TYPES, type Parameter } from '#shared/chain/schema.ts'
import { freeId } from '../model/ids.ts'
import { useDocument } from '../stores/document.ts'
import { readLiteral, writeLiteral } from './form/literal.ts'
import classes from './ParameterList.module.css'

const TYPE_WORDS: Readonly<Record<Parameter['type'], string>> = {
  text: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  list: 'List',
  record: 'Record',
  file: 'File',
  any: 'Anything',
}

const isType = (text: string | null): text is Parameter['type'] =>
  PARAMETER_TYPES.some((type) => type === text)

function withDefault(parameter: Parameter, value: Json | undefined): Parameter {
  const { default: _, ...rest } = parameter
  return value === undefined ? rest : { ...rest, default: value }
}

/** The chain's inputs: what a run is asked for, by name. */
export function ParameterList({
  parameters,
  readOnly,
}: {
  readonly parameters: readonly Parameter[]
  readonly readOnly: boolean
}) {
  const set = (next: readonly Parameter[], merge?: string): void =>
    useDocument.getState().edit('Change inputs', { type: 'setParameters', parameters: [...next] }, merge)
  const change = (at: number, next: Parameter, key: string): void =>
    set(
      parameters.map((one, i) => (i === at ? next : one)),
      `parameter ${at} ${key}`,
    )
  return (
    <fieldset className={classes.list} disabled={readOnly}>
      <legend>Inputs</legend>
      <p className={classes.help}>
        Values that may differ from run to run. Expressions call them params.name.
      </p>
      {parameters.map((parameter, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being edited
        <div key={i} className={classes.row}>
          <TextInput
            className={classes.name ?? ''}
            aria-label={`Name of input ${i + 1}`}
            value={parameter.name}
            error={
              parameter.name.trim() === '' ||
              parameters.some((one, at) => at < i && one.name === parameter.name)
            }
            onChange={(event) => change(i, { ...parameter, name: event.currentTarget.value }, 'name')}
          />
          <Select
            className={classes.type ?? ''}
            aria-label={`Type of ${parameter.name}`}
            data={PARAMETER_TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type] }))}
            value={parameter.type}
            allowDeselect={false}
            onChange={(type) => isType(type) && change(i, { ...parameter, type }, 'type')}
          />
          <TextInput
            className={classes.default ?? ''}
            aria-label={`Default of ${parameter.name}`}
            placeholder="No default"
            value={writeLiteral(parameter.default)}
            onChange={(event) => {
              const text = event.currentTarget.value
              const value =
                text === ''
                  ? undefined
                  : parameter.type === 'text' || parameter.type === 'file'
                    ? text
                    : readLiteral(text)
              change(i, withDefault(parameter, value), 'default')
            }}
          />
          <ActionIcon
            aria-label={`Remove ${parameter.name}`}
            onClick={() => set(parameters.filter((_, at) => at !== i))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          set([
            ...parameters,
            { name: freeId('input', new Set(parameters.map(({ name }) => name))), type: 'number' },
          ])
        }
      >
        Add input
      </Button>
    </fieldset>
  )
}
