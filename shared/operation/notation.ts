import { z } from 'zod'
import { field } from './field.ts'

/** How a value that is not text is written where text is made of it. */
export const Notation = z.enum(['json', 'python'])
export type Notation = z.infer<typeof Notation>

/** The config key of operations that make text: chains from the predecessor keep its notation. */
export const notationField = () =>
  field(Notation.default('json'), {
    label: 'Notation',
    help: 'How values other than text are written: true and [1,2], or True and [1, 2].',
    options: { json: 'JSON', python: 'Python' },
    advanced: true,
  })
