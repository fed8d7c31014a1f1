/** A Python expression. `at` is the offset of the part that a person would point to. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | {
      readonly kind: 'literal'
      readonly value: null | boolean | number | string
      /** A number written with a point or an exponent. */
      readonly isFloat?: boolean
      readonly at: number
    }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Expression[]; readonly at: number }
  | {
      readonly kind: 'dict'
      readonly items: readonly (readonly [Expression, Expression])[]
      readonly at: number
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[]; readonly at: number }
  | { readonly kind: 'not'; readonly of: Expression; readonly at: number }
  | { readonly kind: 'unary'; readonly sign: '+' | '-' | '~'; readonly of: Expression; readonly at: number }
  | {
      readonly kind: 'binary'
      readonly sign: string
      readonly left: Expression
      readonly right: Expression
      readonly at: number
    }
  | {
      readonly kind: 'compare'
      readonly first: Expression
      readonly rest: readonly Comparison[]
      readonly at: number
    }
  | {
      readonly kind: 'choice'
      readonly test: Expression
      readonly then: Expression
      readonly otherwise: Expression
      readonly at: number
    }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression; readonly at: number }
  | {
      readonly kind: 'slice'
      readonly of: Expression
      readonly bounds: readonly (Expression | null)[]
      readonly at: number
    }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string; readonly at: number }
  | {
      readonly kind: 'call'
      readonly of: Expression
      readonly args: readonly Expression[]
      readonly at: number
    }

export const COMPARISONS = ['<', '>', '==', '>=', '<=', '!=', 'in', 'not in', 'is', 'is not'] as const
export interface Comparison {
  readonly sign: (typeof COMPARISONS)[number]
  readonly right: Expression
  readonly at: number
}
