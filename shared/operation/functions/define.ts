import type { Json } from '../../base/json.ts'

export const FUNCTION_CATEGORIES = [
  'statistics',
  'numbers',
  'text',
  'lists',
  'records',
  'dates',
  'python',
] as const
export type FunctionCategory = (typeof FUNCTION_CATEGORIES)[number]

/** A function that every expression and script can call, for completion, hover help and the reference. */
export interface LibraryFunction {
  readonly name: string
  readonly category: FunctionCategory
  /** As it is called, e.g. `quantile(numbers, share)`; a question mark follows what may be left out. */
  readonly signature: string
  readonly summary: string
  /** A call and what it gives. Tests run every one. */
  readonly example?: { readonly expression: string; readonly gives: Json }
}

/** Parameters, summary, example, and what the example gives. */
export type FunctionRow = readonly [parameters: string, summary: string, example: string, gives: Json]

export function describeFunctions<Name extends string>(
  category: FunctionCategory,
  rows: Readonly<Record<Name, FunctionRow>>,
): readonly LibraryFunction[] {
  return Object.entries<FunctionRow>(rows).map(([name, [parameters, summary, expression, gives]]) => ({
    name,
    category,
    signature: `${name}(${parameters})`,
    summary,
    example: { expression, gives },
  }))
}
