import { Select, TextInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import { PARAMETER_TYPES, type Parameter } from '#shared/chain/schema.ts'
import { freeId } from '../model/ids.ts'
import { useDocument } from '../stores/document.ts'
import { readLiteral, writeLiteral } from './form/literal.ts'
import { Rows } from './form/Rows.tsx'
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

function readDefault({ type }: Parameter, text: string): Json | undefined {
  if (text === '') return undefined
  return type === 'text' || type === 'file' ? text : readLiteral(text)
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
      <Rows
        count={parameters.length}
        readOnly={readOnly}
        boxed
        add={{
          words: 'Add input',
          act: () => {
            const name = freeId('input', new Set(parameters.map((one) => one.name)))
            set([...parameters, { name, type: 'number' }])
          },
        }}
        removeLabel={(i) => `Remove ${parameters[i]?.name}`}
        onRemove={(i) => set(parameters.filter((_, at) => at !== i))}
      >
        {(i) => {
          const parameter = parameters[i]
          if (!parameter) return null
          const clashes = parameters.some((one, at) => at < i && one.name === parameter.name)
          return (
            <div className={classes.parameter}>
              <TextInput
                aria-label={`Name of input ${i + 1}`}
                value={parameter.name}
                error={parameter.name.trim() === '' || clashes}
                onChange={(event) => change(i, { ...parameter, name: event.currentTarget.value }, 'name')}
              />
              <Select
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
                onChange={(event) =>
                  change(
                    i,
                    withDefault(parameter, readDefault(parameter, event.currentTarget.value)),
                    'default',
                  )
                }
              />
            </div>
          )
        }}
      </Rows>
    </fieldset>
  )
}
