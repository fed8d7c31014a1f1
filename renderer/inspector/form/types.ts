import type { Json } from '#shared/base/json.ts'
import type { FieldSpec, Shape, ShapeKind } from '#shared/operation/form-fields.ts'

/** Where in the config a value is, for the errors beside it. */
export type Path = readonly (string | number)[]

/** Sentences of what is wrong, by dotted path. */
export type Errors = ReadonlyMap<string, string>

export const errorAt = (errors: Errors, path: Path): string | undefined => errors.get(path.join('.'))

/** What every control of a form gets. `value` is undefined where the config leaves the key out. */
export interface ControlProps<Kind extends ShapeKind = ShapeKind> {
  /** Of the element that takes the focus; its label has the id `labelId(id)`. */
  readonly id: string
  readonly field: FieldSpec
  readonly shape: Extract<Shape, { readonly kind: Kind }>
  readonly value: Json | undefined
  readonly path: Path
  readonly errors: Errors
  /** `undefined` leaves the key out again. */
  readonly onChange: (value: Json | undefined) => void
}
