import { Input, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { FieldSpec } from '#shared/operation/form-fields.ts'
import classes from './FieldFrame.module.css'

interface FieldFrameProps {
  readonly field: FieldSpec
  readonly error: string | undefined
  /** The id of the control. */
  readonly id: string
  readonly children: ReactNode
}

/** The id of the label that names the control with this id. */
export const labelId = (id: string): string => `${id}-label`

/** A field's label, its help on hover and focus, its control, and below it what is wrong. */
export function FieldFrame({ field, error, id, children }: FieldFrameProps) {
  const { label, help, unit } = field.meta
  return (
    <div className={classes.frame} data-field={field.key}>
      <div className={classes.head}>
        <Input.Label required={field.required} htmlFor={id} id={labelId(id)}>
          {label}
          {unit && <span className={classes.unit}> ({unit})</span>}
        </Input.Label>
        {help && (
          <Tooltip label={help} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
            <button type="button" className={classes.help} aria-label={`About ${label}: ${help}`}>
              <IconHelpCircle size={14} aria-hidden />
            </button>
          </Tooltip>
        )}
      </div>
      {children}
      {error && (
        <Input.Error className={classes.error ?? ''} role="alert">
          {error}
        </Input.Error>
      )}
    </div>
  )
}

/** The name of a control that stands in a row, where its place says to the eye what it is. */
export const ItemLabel = ({ id, words }: { readonly id: string; readonly words: string }) => (
  <VisuallyHidden>
    <label htmlFor={id} id={labelId(id)}>
      {words}
    </label>
  </VisuallyHidden>
)
