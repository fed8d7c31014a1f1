import { textOf } from '#shared/operation/text.ts'
import { map } from '#shared/operation/transform/map.ts'
import { giveJson, implement } from '../define.ts'
import { andThen, expectList, firstJson } from '../inputs.ts'
import { finite, numbersIn, perItem } from '../lists.ts'

export const runMap = implement(map, (config, context) =>
  andThen(firstJson(context), (input) => {
    const items = expectList(input)
    const numbers = (change: (x: number) => number) =>
      giveJson(numbersIn(items, context, config.rules).map((x) => finite(change(x), `The result for ${x}`)))
    switch (config.operation) {
      case 'multiply':
        return numbers((x) => x * config.factor)
      case 'square':
        return numbers((x) => x * x)
      case 'absolute':
        return numbers(Math.abs)
      case 'uppercase':
        return giveJson(items.map((item) => textOf(item, config.notation).toUpperCase()))
      case 'lowercase':
        return giveJson(items.map((item) => textOf(item, config.notation).toLowerCase()))
      case 'expression':
        return andThen(perItem(config.expression, context), (change) => giveJson(items.map(change)))
    }
  }),
)
