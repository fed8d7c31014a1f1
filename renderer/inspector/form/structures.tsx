import { Select } from '@mantine/core'
import { isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { type FieldSpec, startOf } from '#shared/operation/form-fields.ts'
import { Control } from './Control.tsx'
import { useFormScope } from './context.ts'
import { ItemLabel, labelId } from './FieldFrame.tsx'
import { Fields } from './Fields.tsx'
import { NumberControl } from './scalars.tsx'
import { shapeFitting } from './shapes.ts'
import classes from './structures.module.css'
import type { ControlProps } from './types.ts'

const recordOf = (value: Json | undefined): JsonRecord => (isJsonRecord(value) ? value : {})

/** Fixed keys, each a field. */
export function ObjectControl({ id, field, shape, value, path, errors, onChange }: ControlProps<'object'>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need its own legend beside the label
    <div role="group" aria-labelledby={labelId(id)} className={classes.group}>
      <Fields
        fields={shape.fields}
        config={recordOf(value ?? field.default)}
        path={path}
        errors={errors}
        onChange={onChange}
      />
    </div>
  )
}

/** One of several kinds of record: the kind, then its fields. */
export function VariantsControl(props: ControlProps<'variants'>) {
  const { id, field, shape, value, path, errors, onChange } = props
  const { readOnly } = useFormScope()
  const record = recordOf(value ?? field.default)
  const kind = record[shape.discriminator]
  const variant = shape.variants.find((one) => one.value === kind)
  const choose = (text: string | null): void => {
    const next = shape.variants.find((one) => String(one.value) === text)
    if (next) onChange(startOf({ ...shape, variants: [next] }))
  }
  return (
    <div className={classes.group}>
      <Select
        id={id}
        readOnly={readOnly}
        data={shape.variants.map((one) => ({ value: String(one.value), label: one.label }))}
        value={variant ? String(variant.value) : null}
        allowDeselect={false}
        onChange={choose}
      />
      {variant && (
        <Fields fields={variant.fields} config={record} path={path} errors={errors} onChange={onChange} />
      )}
    </div>
  )
}

const KIND_WORDS: Readonly<Record<FieldSpec['shape']['kind'], string>> = {
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'yes or no',
  enum: 'choice',
  list: 'list',
  record: 'record',
  object: 'record',
  variants: 'record',
  union: 'value',
  nothing: 'nothing',
  json: 'any value',
}

/** A value of one of several shapes: which, then its control. */
export function UnionControl(props: ControlProps<'union'>) {
  const { id, field, shape, value, onChange } = props
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  const at = Math.max(
    0,
    shape.options.findIndex((option) => shapeFitting(option, shown)),
  )
  const current = shape.options[at]
  if (!current) return null
  return (
    <div className={classes.group}>
      <Select
        id={id}
        aria-label={`Kind of ${field.meta.label}`}
        readOnly={readOnly}
        data={shape.options.map((option, i) => ({ value: String(i), label: KIND_WORDS[option.kind] }))}
        value={String(at)}
        allowDeselect={false}
        onChange={(text) => {
          const next = shape.options[Number(text)]
          if (next) onChange(startOf(next))
        }}
      />
      {current.kind !== 'nothing' && <ItemLabel id={`${id}-value`} words={`Value of ${field.meta.label}`} />}
      {current.kind === 'number' || current.kind === 'integer' ? (
        // Cleared, it would be a value of another kind, and its field gone while one types.
        <NumberControl {...props} id={`${id}-value`} shape={current} value={shown} needed />
      ) : (
        current.kind !== 'nothing' && <Control {...props} id={`${id}-value`} shape={current} value={shown} />
      )}
    </div>
  )
}
