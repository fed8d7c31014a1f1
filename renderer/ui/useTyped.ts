import { useState } from 'react'
import { isEqual } from '#shared/base/equal.ts'

/**
 * What a text stands for: a value; or none, with the sentence that says why. A `half` text may become a value as it is
 * typed on: that is not complained of before the field is left, and without a sentence such a text then goes.
 */
export type Reading<Value> =
  | { readonly value: Value }
  | { readonly fault: string; readonly half?: boolean }
  | { readonly fault: null; readonly half: true }

interface Draft<Value> {
  readonly text: string
  readonly reading: Reading<Value>
  /** What stands while this text is shown. */
  readonly stands: Value
  /** What stood before the typing began, and stands again while the text is no value. */
  readonly before: Value
  readonly left: boolean
}

interface TypedOptions<Value> {
  readonly write: (value: Value) => string
  readonly read: (text: string) => Reading<Value>
  /** What stands where the value is undefined. */
  readonly otherwise?: Value | undefined
  readonly onChange: (value: Value) => void
}

export interface Typed {
  readonly text: string
  /** What is wrong with the text, as far as it is to be told by now. */
  readonly fault: string | undefined
  /** Whether the text is no value, told or not: something else than the text stands. */
  readonly unread: boolean
  readonly type: (text: string) => void
  /** The field is left: what stands is shown as it is written, unless something is wrong with the text. */
  readonly leave: () => void
}

/**
 * A value that is typed as text. Rewriting the text while it is typed would put `1.05` together as `15`, because `1.`
 * and `1.0` say no more than `1`: so the text stays as it was typed for as long as what it stands for is the value.
 */
export function useTyped<Value>(value: Value, options: TypedOptions<Value>): Typed {
  const { write, read, otherwise, onChange } = options
  const [last, setLast] = useState<Draft<Value>>()
  const orOtherwise = (one: Value): Value | undefined => (one === undefined ? otherwise : one)
  // A value from elsewhere replaces the text.
  const draft = last && isEqual(orOtherwise(last.stands), orOtherwise(value)) ? last : undefined
  const reading = draft?.reading
  const fault = reading && 'fault' in reading && (draft?.left || !reading.half) ? reading.fault : null
  return {
    text: draft?.text ?? write(value === undefined && otherwise !== undefined ? otherwise : value),
    fault: fault ?? undefined,
    unread: reading !== undefined && 'fault' in reading,
    type: (text) => {
      const next = read(text)
      const before = draft ? draft.before : value
      const stands = 'value' in next ? next.value : before
      setLast({ text, reading: next, stands, before, left: false })
      if (!isEqual(stands, value)) onChange(stands)
    },
    leave: () => {
      if (!draft) return
      const wrong = 'fault' in draft.reading && draft.reading.fault !== null
      setLast(wrong ? { ...draft, left: true } : undefined)
    },
  }
}
