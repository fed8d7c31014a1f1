import { TextInput } from '@mantine/core'
import { useState } from 'react'

interface RecordKeyProps {
  readonly id: string
  readonly label: string
  readonly className: string | undefined
  readonly readOnly: boolean
  readonly name: string
  readonly taken: (name: string) => boolean
  readonly error: string | undefined
  readonly onRename: (name: string) => void
}

/**
 * A key of a record. It is taken when the field is left or Enter is pressed: on the way to `mass_min` the name would be
 * that of another entry, `mass`. It is also taken before a key with Ctrl or Command, which may save the chain or take
 * the form away while the field still has the focus.
 */
export function RecordKey(props: RecordKeyProps) {
  const { id, label, className = '', readOnly, name, taken, error, onRename } = props
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: string }>()
  const text = typed?.of === name ? typed.text : name
  const fault =
    text === name
      ? undefined
      : text.trim() === ''
        ? 'A name is needed.'
        : taken(text)
          ? 'There is another of this name.'
          : undefined
  const settle = (): void => {
    if (text === name || fault !== undefined) return
    setTyped(undefined)
    onRename(text)
  }
  return (
    <TextInput
      id={id}
      aria-label={label}
      readOnly={readOnly}
      value={text}
      error={fault ?? error}
      className={className}
      onChange={(event) => setTyped({ text: event.currentTarget.value, of: name })}
      onBlur={settle}
      onKeyDown={(event) => (event.key === 'Enter' || event.ctrlKey || event.metaKey) && settle()}
    />
  )
}
