import { Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Json } from '#shared/base/json.ts'
import { writeLiteral } from '../inspector/form/literal.ts'
import { useLiteral } from '../inspector/form/useLiteral.ts'

interface LiteralInputProps {
  readonly label: string
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  readonly 'data-autofocus'?: boolean
  readonly value: Json | undefined
  /** What stands where the value is undefined. */
  readonly otherwise?: Json | undefined
  readonly onChange: (value: Json | undefined) => void
}

/** A list or a record as JSON, over as many lines as it takes. */
export function LiteralInput({ value, otherwise, onChange, ...field }: LiteralInputProps) {
  // The lines stay as they are laid out, after typing too.
  const { text, type } = useLiteral(value, { write: shortText, otherwise, onChange })
  return (
    <Textarea
      {...field}
      size="xs"
      autosize
      minRows={1}
      maxRows={10}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

/** Any value, on one line. */
export function AnyInput({ value, otherwise, onChange, ...field }: LiteralInputProps) {
  const { text, type, leave } = useLiteral(value, { otherwise, onChange })
  return (
    <TextInput {...field} value={text} onChange={(event) => type(event.currentTarget.value)} onBlur={leave} />
  )
}

/** Lists of plain values on one line, records of a list on one each: as a person would lay them out. */
function shortText(value: Json | undefined): string {
  if (!Array.isArray(value)) return writeLiteral(value)
  const items = value.map((item) => JSON.stringify(item))
  return value.some((item) => typeof item === 'object' && item !== null)
    ? `[\n  ${items.join(',\n  ')}\n]`
    : `[${items.join(', ')}]`
}
