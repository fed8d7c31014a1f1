import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { aKindOf, getPath, type Json } from '#shared/base/json.ts'
import { type Operand, operandWords } from '#shared/operation/operand.ts'
import type { Value } from '#shared/operation/value.ts'
import { andThen, jsonOf, type MaybePromise, together } from './inputs.ts'

const PLACES = ['first', 'second']

/** What an operand stands for: an input, a part of one, or (any other value) itself. */
export type Found =
  | { readonly kind: 'input'; readonly value: Value }
  | { readonly kind: 'part'; readonly of: Value; readonly path: string }
  | { readonly kind: 'literal'; readonly value: Json }

/** Finds what an operand stands for; without one, the input at `place` (from 0). Error: `operand_missing`. */
export function findOperand(operand: Operand | undefined, context: OperationContext, place = 0): Found {
  if (operand === undefined) {
    const input = context.inputs[place]
    if (input) return { kind: 'input', value: input.value }
    fail(
      'operand_missing',
      `${context.nodeName} has no ${PLACES[place]} input: connect one, or give a value.`,
    )
  }
  if (typeof operand === 'string') {
    for (const { nodeId, value } of context.inputs) if (nodeId === operand) return { kind: 'input', value }
    for (const { nodeId, value } of context.inputs) {
      if (operand.startsWith(`${nodeId}.`))
        return { kind: 'part', of: value, path: operand.slice(nodeId.length + 1) }
    }
  }
  return { kind: 'literal', value: operand }
}

/** An operand's value as JSON. Errors: `operand_missing`, `field_missing`, `table_too_large`. */
export function operandJson(
  operand: Operand | undefined,
  context: OperationContext,
  place = 0,
): MaybePromise<Json> {
  const found = findOperand(operand, context, place)
  switch (found.kind) {
    case 'literal':
      return found.value
    case 'input':
      return jsonOf(found.value, context)
    case 'part':
      return andThen(jsonOf(found.of, context), (json) => {
        const part = getPath(json, found.path)
        if (part !== undefined) return part
        return fail(
          'field_missing',
          `The input has no field "${found.path}", which the operand ${operandWords(operand)} names.`,
        )
      })
  }
}

/** All operands, or all inputs where there are none. Waits only where one is a table. */
export function operandsJson(
  operands: readonly Operand[],
  context: OperationContext,
): MaybePromise<readonly Json[]> {
  if (operands.length === 0 && context.inputs.length === 0) {
    fail('operand_missing', `${context.nodeName} has nothing to work on: connect inputs, or give operands.`)
  }
  const values =
    operands.length === 0
      ? context.inputs.map((input) => jsonOf(input.value, context))
      : operands.map((operand) => operandJson(operand, context))
  return together(values)
}

/**
 * The number that an operand stands for. A text that names no input is no literal here, so it is told as a wrong name.
 * Errors: `operand_missing`, `not_a_number`.
 */
export function numberFrom(value: Json, operand: Operand | undefined, context: OperationContext): number {
  if (typeof value === 'number') return value
  if (typeof operand === 'string' && findOperand(operand, context).kind === 'literal') {
    const inputs = context.inputs.map((input) => input.nodeId).join(', ') || 'none'
    fail('operand_missing', `There is no input "${operand}". Inputs here: ${inputs}.`)
  }
  return fail('not_a_number', `${named(operand)} is ${aKindOf(value)}, but a number is needed.`)
}

/** An operand as the subject of a sentence. */
export function named(operand: Operand | undefined): string {
  return operand === undefined ? 'The input' : `The operand ${operandWords(operand)}`
}
