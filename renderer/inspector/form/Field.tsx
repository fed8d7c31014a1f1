import { useId } from 'react'
import { Control } from './Control.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import { type ControlProps, errorAt } from './types.ts'

/** One key of a config: label, help, control, error. */
export function Field(props: Omit<ControlProps, 'id'>) {
  const id = useId()
  return (
    <FieldFrame field={props.field} error={errorAt(props.errors, props.path)} id={id}>
      <Control {...props} id={id} />
    </FieldFrame>
  )
}
