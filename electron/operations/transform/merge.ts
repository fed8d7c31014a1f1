import { isJsonRecord, type Json } from '#shared/base/json.ts'
import { merge } from '#shared/operation/transform/merge.ts'
import { giveJson, implement } from '../define.ts'
import { inputsByNode } from '../fields.ts'
import { andThen } from '../inputs.ts'

export const runMerge = implement(merge, (config, context) =>
  andThen(inputsByNode(context), (inputs) => {
    const keys = config.keys.length === 0 ? Object.keys(inputs) : config.keys
    const absent = keys.filter((key) => !Object.hasOwn(inputs, key))
    if (absent.length > 0) {
      const names = absent.map((name) => `"${name}"`).join(', ')
      context.warn(
        'input_absent',
        `Nothing came from ${names}: not connected, or its branch was not taken.`,
        {
          inputs: absent,
        },
      )
    }
    return giveJson(
      Object.fromEntries(
        keys.flatMap((key): [string, Json][] => {
          const value = Object.hasOwn(inputs, key) ? inputs[key] : undefined
          if (value === undefined) return []
          return isJsonRecord(value) ? Object.entries(value) : [[key, value]]
        }),
      ),
    )
  }),
)
