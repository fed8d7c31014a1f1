import { DATES } from './functions/dates.ts'
import { describeFunctions, type LibraryFunction } from './functions/define.ts'
import { LISTS } from './functions/lists.ts'
import { NUMBERS } from './functions/numbers.ts'
import { RECORDS } from './functions/records.ts'
import { STATISTICS } from './functions/statistics.ts'
import { TEXT } from './functions/text.ts'
import { PYTHON_FUNCTIONS } from './python/index.ts'

/**
 * Every function of the library, as completion, hover help and the reference show it. The code is in
 * `electron/sandbox/library`; a name without code, or code without a row here, does not compile.
 */
export const LIBRARY_FUNCTIONS: readonly LibraryFunction[] = [
  ...describeFunctions('statistics', STATISTICS),
  ...describeFunctions('numbers', NUMBERS),
  ...describeFunctions('text', TEXT),
  ...describeFunctions('lists', LISTS),
  ...describeFunctions('records', RECORDS),
  ...describeFunctions('dates', DATES),
  ...Object.entries(PYTHON_FUNCTIONS).map(
    ([name, { signature, help }]): LibraryFunction => ({
      name,
      category: 'python',
      signature,
      summary: help,
    }),
  ),
]
