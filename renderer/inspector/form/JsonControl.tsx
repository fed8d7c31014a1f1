import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { type Json, kindOf } from '#shared/base/json.ts'
import { useFormScope } from './context.ts'
import classes from './JsonControl.module.css'
import { readLiteral, writeLiteral } from './literal.ts'
import { type ControlProps, errorAt } from './types.ts'

/** Any value, typed as text; how it is read is said below. */
export function JsonControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  // The text as typed (`1.0`, `[1,`) is kept for as long as it still reads as the value.
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: Json | undefined }>()
  const text = typed && typed.value === shown ? typed.text : writeLiteral(shown)
  const change = (next: string): void => {
    const read = next === '' && field.default === undefined && !field.required ? undefined : readLiteral(next)
    setTyped({ text: next, value: read })
    onChange(read)
  }
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
        onChange={(event) => change(event.currentTarget.value)}
      />
      <div id={`${id}-kind`} className={classes.kind}>
        {shown === undefined ? 'nothing' : kindOf(shown)}
      </div>
    </>
  )
}
