import { Select, TextInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import { PARAMETER_TYPES, type Parameter } from '#shared/chain/schema.ts'
import { readLiteral, writeLiteral } from '../inspector/form/literal.ts'
import { Rows } from '../inspector/form/Rows.tsx'
import { freeId } from '../model/ids.ts'
import classes from './ParameterFields.module.css'

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

function readDefault(type: Parameter['type'], text: string): Json | undefined {
  if (text === '') return undefined
  return type === 'text' || type === 'file' ? text : readLiteral(text)
}

interface ParameterFieldsProps {
  /** What one is called here: an input of a chain, a parameter of a script. */
  readonly word: 'input' | 'parameter'
  readonly title: string
  readonly help: string
  readonly parameters: readonly Parameter[]
  readonly readOnly?: boolean
  /** What is wrong with the one at a place, beside an empty or repeated name. */
  readonly faultAt?: (at: number) => string | undefined
  /** With a field for what each is for. */
  readonly described?: boolean
  /** `merge` names what is being typed, so that it is one step to undo. */
  readonly onChange: (parameters: readonly Parameter[], merge?: string) => void
}

/** Declared parameters: name, type, default, and what each is for. */
export function ParameterFields(props: ParameterFieldsProps) {
  const { word, title, help, parameters, readOnly = false, faultAt, described = false, onChange } = props
  const change = (at: number, next: Parameter, key: string): void =>
    onChange(
      parameters.map((one, i) => (i === at ? next : one)),
      `parameter ${at} ${key}`,
    )
  const nameFault = (at: number): string | boolean | undefined => {
    const name = parameters[at]?.name ?? ''
    return faultAt?.(at) ?? (name.trim() === '' || parameters.some((one, i) => i < at && one.name === name))
  }
  return (
    <fieldset className={classes.list} disabled={readOnly}>
      <legend>{title}</legend>
      <p className={classes.help}>{help}</p>
      <Rows
        count={parameters.length}
        readOnly={readOnly}
        boxed
        add={{
          words: `Add ${word}`,
          act: () => {
            const name = freeId(word, new Set(parameters.map((one) => one.name)))
            onChange([...parameters, { name, type: 'number' }])
          },
        }}
        removeLabel={(i) => `Remove ${parameters[i]?.name}`}
        onRemove={(i) => onChange(parameters.filter((_, at) => at !== i))}
      >
        {(i) => {
          const parameter = parameters[i]
          if (!parameter) return null
          return (
            <div className={classes.parameter}>
              <TextInput
                aria-label={`Name of ${word} ${i + 1}`}
                value={parameter.name}
                error={nameFault(i)}
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
                className={classes.wide ?? ''}
                aria-label={`Default of ${parameter.name}`}
                placeholder="No default"
                value={writeLiteral(parameter.default)}
                onChange={(event) =>
                  change(
                    i,
                    withDefault(parameter, readDefault(parameter.type, event.currentTarget.value)),
                    'default',
                  )
                }
              />
              {described && (
                <TextInput
                  className={classes.wide ?? ''}
                  aria-label={`Description of ${parameter.name}`}
                  placeholder="What it is for"
                  value={parameter.description ?? ''}
                  onChange={(event) =>
                    change(i, { ...parameter, description: event.currentTarget.value }, 'description')
                  }
                />
              )}
            </div>
          )
        }}
      </Rows>
    </fieldset>
  )
}
