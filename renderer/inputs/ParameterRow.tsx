import { Select, TextInput } from '@mantine/core'
import type { Json } from '#shared/base/json.ts'
import { PARAMETER_TYPES, type Parameter } from '#shared/chain/schema.ts'
import { readLiteral, writeLine } from '../inspector/form/literal.ts'
import { readNumber } from '../ui/numbers.ts'
import { type Reading, useTyped } from '../ui/useTyped.ts'
import classes from './ParameterFields.module.css'

type Type = Parameter['type']

const TYPE_WORDS: Readonly<Record<Type, string>> = {
  text: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  list: 'List',
  record: 'Record',
  file: 'File',
  any: 'Anything',
}

const isType = (text: string | null): text is Type => PARAMETER_TYPES.some((type) => type === text)

/** As many characters as a chain takes. */
const LONGEST_NAME = 200

function withDefault({ default: _, ...rest }: Parameter, value: Json | undefined): Parameter {
  return value === undefined ? rest : { ...rest, default: value }
}

function readDefault(type: Type, text: string): Reading<Json | undefined> {
  if (text === '') return { value: undefined }
  if (type === 'number' || type === 'integer') return readNumber(text, { whole: type === 'integer' })
  return { value: type === 'text' || type === 'file' ? text : readLiteral(text) }
}

/** A text stands there as it is; among values of any other type it would be in quotes where it looks like one. */
const writeDefault = (type: Type, value: Json | undefined): string =>
  (type === 'text' || type === 'file') && typeof value === 'string' ? value : writeLine(value)

/** With another type; a default that can be read anew as it is seen then is of that type, too. */
function retyped(parameter: Parameter, type: Type): Parameter {
  const { type: before, default: value } = parameter
  const next = { ...parameter, type }
  if (value === undefined || typeof value === 'object') return next
  const reading = readDefault(type, writeDefault(before, value))
  return 'value' in reading ? withDefault(next, reading.value) : next
}

interface DefaultFieldProps {
  readonly parameter: Parameter
  readonly onChange: (parameter: Parameter) => void
}

function DefaultField({ parameter, onChange }: DefaultFieldProps) {
  const { text, fault, type, leave } = useTyped(parameter.default, {
    write: (value) => writeDefault(parameter.type, value),
    read: (next) => readDefault(parameter.type, next),
    onChange: (value) => onChange(withDefault(parameter, value)),
  })
  return (
    <TextInput
      className={classes.wide ?? ''}
      aria-label={`Default of ${parameter.name}`}
      placeholder="No default"
      value={text}
      error={fault}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
    />
  )
}

interface ParameterRowProps {
  readonly word: 'input' | 'parameter'
  /** Its place in the list, from 0. */
  readonly at: number
  readonly parameter: Parameter
  /** Whether another is called so. */
  readonly taken: (name: string) => boolean
  readonly fault: string | boolean | undefined
  readonly described: boolean
  /** `key`: what of it was changed. */
  readonly onChange: (parameter: Parameter, key: string) => void
}

/** One declared parameter. */
export function ParameterRow({ word, at, parameter, taken, fault, described, onChange }: ParameterRowProps) {
  const { type, name: called } = parameter
  const name = useTyped(called, {
    write: (text) => text,
    read: (text) => {
      if (text.trim() === '')
        return { fault: word === 'input' ? 'An input needs a name.' : 'A parameter needs a name.' }
      return taken(text) ? { fault: `There is another ${word} of this name.` } : { value: text }
    },
    onChange: (next) => onChange({ ...parameter, name: next }, 'name'),
  })
  return (
    <div className={classes.parameter}>
      <TextInput
        aria-label={`Name of ${word} ${at + 1}`}
        maxLength={LONGEST_NAME}
        value={name.text}
        error={name.fault ?? fault}
        onChange={(event) => name.type(event.currentTarget.value)}
        onBlur={name.leave}
      />
      <Select
        aria-label={`Type of ${called}`}
        data={PARAMETER_TYPES.map((one) => ({ value: one, label: TYPE_WORDS[one] }))}
        value={type}
        allowDeselect={false}
        onChange={(next) => isType(next) && onChange(retyped(parameter, next), 'type')}
      />
      {/* Of one parameter only: what is wrong with a text in it is not said of the next one once this one is removed. */}
      <DefaultField
        key={`${type} ${called}`}
        parameter={parameter}
        onChange={(next) => onChange(next, 'default')}
      />
      {described && (
        <TextInput
          className={classes.wide ?? ''}
          aria-label={`Description of ${called}`}
          placeholder="What it is for"
          value={parameter.description ?? ''}
          onChange={(event) =>
            onChange({ ...parameter, description: event.currentTarget.value }, 'description')
          }
        />
      )}
    </div>
  )
}
