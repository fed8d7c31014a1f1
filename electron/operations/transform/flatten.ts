import { fail } from '#shared/base/errors.ts'
import { aKindOf, type Json } from '#shared/base/json.ts'
import { flatten } from '#shared/operation/transform/flatten.ts'
import { giveJson, implement } from '../define.ts'
import { andThen, firstJson } from '../inputs.ts'

export const runFlatten = implement(flatten, (config, context) =>
  andThen(firstJson(context), (input) => {
    if (typeof input === 'object' && input !== null) {
      return giveJson(leaves(input, config.depth ?? Number.POSITIVE_INFINITY))
    }
    if (config.rules === 'python' && input !== null) return giveJson([input])
    return fail('not_a_list', `A list or a record is needed here, but the input is ${aKindOf(input)}.`)
  }),
)

/**
 * What is left when containers up to `depth` levels below the outermost one are opened, depth first and in order. An
 * explicit stack of iterators, so that depth of nesting costs no call stack.
 */
function leaves(container: object & Json, depth: number): Json[] {
  const found: Json[] = []
  const open = [partsOf(container)]
  for (let parts = open.at(-1); parts; parts = open.at(-1)) {
    const next = parts.next()
    if (next.done) open.pop()
    else if (typeof next.value === 'object' && next.value !== null && open.length <= depth) {
      open.push(partsOf(next.value))
    } else found.push(next.value)
  }
  return found
}

const partsOf = (container: object & Json): Iterator<Json> => Object.values(container).values()
