import { z } from 'zod'
import { field } from './field.ts'

/** What a calculation over a list gives where there is nothing to calculate with. */
export const WhenEmpty = z.enum(['error', 'null', 'zero'])
export type WhenEmpty = z.infer<typeof WhenEmpty>

/** The config key of operations that need at least one number. */
export const whenEmptyField = () =>
  field(WhenEmpty.default('error'), {
    label: 'When empty',
    help: 'What to give when there are too few numbers.',
    options: { error: 'Fail', null: 'Nothing (null)', zero: 'Zero' },
    advanced: true,
  })
