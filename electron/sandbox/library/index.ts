import { PYTHON_FUNCTIONS } from '#shared/operation/python/index.ts'
import { dates } from './dates.ts'
import { listFunctions } from './lists.ts'
import { numbers } from './numbers.ts'
import { records } from './records.ts'
import { statistics } from './statistics.ts'
import { text } from './text.ts'

const python = Object.fromEntries(Object.entries(PYTHON_FUNCTIONS).map(([name, { call }]) => [name, call]))

/** The functions that every expression and script can call, by name; `shared/operation/functions.ts` describes them. */
export const LIBRARY: Readonly<Record<string, unknown>> = {
  ...statistics,
  ...numbers,
  ...text,
  ...listFunctions,
  ...records,
  ...dates,
  ...python,
}
