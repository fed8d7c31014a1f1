import type { Json } from '#shared/base/json.ts'
import { type Typed, useTyped } from '../../ui/useTyped.ts'
import { readLiteral, writeLine } from './literal.ts'

interface LiteralOptions {
  /** {@link writeLine}, where it is not said. */
  readonly write?: (value: Json | undefined) => string
  /** What stands where the value is undefined. */
  readonly otherwise?: Json | undefined
  /** What an empty text stands for: nothing, where it is not said. */
  readonly empty?: Json | undefined
  readonly onChange: (value: Json | undefined) => void
}

/** Any value, typed as {@link readLiteral} reads it. */
export function useLiteral(value: Json | undefined, options: LiteralOptions): Typed {
  const { write = writeLine, otherwise, empty, onChange } = options
  return useTyped(value, {
    write,
    read: (text) => ({ value: text === '' ? empty : readLiteral(text) }),
    otherwise,
    onChange,
  })
}
