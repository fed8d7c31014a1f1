import { z } from 'zod'
import { isRecord } from '../base/json.ts'

/**
 * For a config in which `key` chooses between ready-made ways and `'expression'`: one that leaves `key` out but has an
 * expression means the expression. A `key` that is given always decides.
 */
export function orExpression<Schema extends z.ZodObject>(
  key: string & keyof Schema['shape'],
  schema: Schema,
) {
  return z.preprocess(
    (config) =>
      isRecord(config) && config[key] === undefined && typeof config.expression === 'string'
        ? { ...config, [key]: 'expression' }
        : config,
    schema,
  )
}
