import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { type FieldSpec, isShown } from '#shared/operation/form-fields.ts'
import { Field } from './Field.tsx'
import classes from './Fields.module.css'
import { type Errors, errorAt, type Path } from './types.ts'

interface FieldsProps {
  readonly fields: readonly FieldSpec[]
  readonly config: JsonRecord
  /** What the operation makes of the config, where it fills in more than defaults: shown, not written. */
  readonly understood?: JsonRecord | undefined
  readonly path: Path
  readonly errors: Errors
  readonly onChange: (config: JsonRecord) => void
}

function withKey(config: JsonRecord, key: string, value: Json | undefined): JsonRecord {
  if (value !== undefined) return { ...config, [key]: value }
  return Object.fromEntries(Object.entries(config).filter(([other]) => other !== key))
}

/** The fields that a config asks for now; those for later are folded away, unless something in them is wrong. */
export function Fields({ fields, config, understood, path, errors, onChange }: FieldsProps) {
  const seen = { ...understood, ...config }
  const [unfolded, setUnfolded] = useState(false)
  const shown = fields.filter((field) => isShown(field, fields, seen))
  const advanced = shown.filter((field) => field.meta.advanced)
  const open = unfolded || advanced.some((field) => errorAt(errors, [...path, field.key]))
  const draw = (field: FieldSpec) => (
    <Field
      key={field.key}
      field={field}
      shape={field.shape}
      value={seen[field.key]}
      path={[...path, field.key]}
      errors={errors}
      onChange={(value) => onChange(withKey(config, field.key, value))}
    />
  )
  return (
    <div className={classes.fields}>
      {shown.filter((field) => !field.meta.advanced).map(draw)}
      {advanced.length > 0 && (
        <>
          <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setUnfolded(!open)}>
            <IconChevronRight size={14} aria-hidden /> More options
          </UnstyledButton>
          {open && advanced.map(draw)}
        </>
      )}
    </div>
  )
}
