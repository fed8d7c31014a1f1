import { z } from 'zod'
import { Json } from '../base/json.ts'
import { type FieldMeta, field } from './field.ts'

/**
 * What an operation works on: the id of an input, a dotted path into one (`sample.mass`), else the value as it is
 * written. Where it is left out, the input at that place is meant: the first, the second.
 */
export const Operand = Json
export type Operand = z.infer<typeof Operand>

export function operandField(meta: Pick<FieldMeta, 'label' | 'help' | 'when'>) {
  return field(Operand.optional(), { widget: 'operand', ...meta })
}

/** The ids of inputs or numbers that are computed with; none means all inputs. */
export function operandsField<Item extends z.ZodType>(item: Item, help: string) {
  return field(z.array(item).default([]), { label: 'Operands', help, widget: 'inputs' })
}

/** An operand as it is named within a node's words. */
export function operandWords(operand: Operand | undefined, otherwise = 'value'): string {
  if (operand === undefined) return otherwise
  return typeof operand === 'string' ? operand || '""' : JSON.stringify(operand)
}

/** When a config names an input that is not there. */
export const OPERAND_ERRORS = {
  operand_missing: 'An operand names no input, or nothing is connected that it could stand for.',
  field_missing: 'An operand names a field that the input does not have.',
  table_too_large: 'An operand is a table with too many rows to be taken as a list.',
} as const
