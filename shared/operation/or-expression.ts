import { z } from 'zod'
import { isRecord } from '../base/json.ts'

/**
 * For a config in which `key` chooses between ready-made ways and the user's own text (`'expression'`, or `'sql'`): one that
 * leaves `key` out but has the text means the text. A `key` that is given always decides.
 */
export function orExpression<Schema extends z.ZodObject>(
  key: string & keyof Schema['shape'],
  schema: Schema,
  text: 'expression' | 'sql' = 'expression',
) {
  return z.preprocess(
    (config) =>
      isRecord(config) && config[key] === undefined && typeof config[text] === 'string'
        ? { ...config, [key]: text }
        : config,
    schema,
  )
}
