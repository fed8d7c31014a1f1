import { Textarea } from '@mantine/core'
import { kindOf } from '#shared/base/json.ts'
import { useFormScope } from './context.ts'
import classes from './JsonControl.module.css'
import { writeLiteral } from './literal.ts'
import { type ControlProps, errorAt } from './types.ts'
import { useLiteral } from './useLiteral.ts'

/** Any value, typed as text; how it is read is said below. */
export function JsonControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  // The lines stay as they are laid out, after typing too.
  const { text, type } = useLiteral(shown, {
    write: writeLiteral,
    empty: field.default === undefined && !field.required ? undefined : '',
    onChange,
  })
  return (
    <>
      <Textarea
        id={id}
        autosize
        minRows={1}
        maxRows={12}
        readOnly={readOnly}
        value={text}
        placeholder={field.meta.placeholder}
        error={errorAt(errors, path) !== undefined}
        aria-describedby={`${id}-kind`}
        spellCheck={false}
        classNames={{ input: classes.input ?? '' }}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <div id={`${id}-kind`} className={classes.kind}>
        {shown === undefined ? 'nothing' : kindOf(shown)}
      </div>
    </>
  )
}
