import { Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { isEqual } from '#shared/base/equal.ts'
import type { Json } from '#shared/base/json.ts'
import { readLiteral, writeLiteral } from '../inspector/form/literal.ts'

interface LiteralInputProps {
  readonly label: string
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
}

/** A list, a record or any other value as JSON, over as many lines as it takes. The text stays as it is typed. */
export function LiteralInput({ value, onChange, ...field }: LiteralInputProps) {
  const [typed, setTyped] = useState<string>()
  const told = typed === undefined || typed === '' ? undefined : readLiteral(typed)
  // A value from elsewhere replaces the text.
  const text = typed !== undefined && isEqual(told, value) ? typed : shortText(value)
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
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped(next)
        onChange(next === '' ? undefined : readLiteral(next))
      }}
    />
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
