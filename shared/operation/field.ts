import { z } from 'zod'

/**
 * What `.meta()` may carry on a config key, for the form, the reference and completion.
 * A widget says how to edit; the zod type says what is allowed.
 */
export interface FieldMeta {
  readonly label: string
  readonly help?: string
  readonly placeholder?: string
  /**
   * `expression`, `template`, `sql` and `code` open an editor; `column(s)` and `input(s)` offer names from the last
   * run; `path` opens a file dialog.
   */
  readonly widget?:
    | 'text'
    | 'multiline'
    | 'expression'
    | 'template'
    | 'sql'
    | 'code'
    | 'json'
    | 'column'
    | 'columns'
    | 'input'
    | 'inputs'
    | 'operand'
    | 'path'
    | 'savePath'
    | 'script'
  /** Shown only while another key of the config has one of these values. */
  readonly when?: { readonly key: string; readonly is: readonly (string | number | boolean | null)[] }
  /** Unit shown after the field, e.g. `ms`. */
  readonly unit?: string
  /** Folded away until asked for. */
  readonly advanced?: boolean
  /** Labels of an enum's values. */
  readonly options?: Readonly<Record<string, string>>
}

/** Attaches {@link FieldMeta} to a config key's schema; zod keeps it in its global registry. */
export function field<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  return schema.meta({ ...meta })
}

/** The config key of every operation that takes an expression. */
export function expressionField(
  help = 'Inputs go by their node id; `value` is the first one.',
): z.ZodDefault<z.ZodString> {
  return field(z.string().default('value'), { label: 'Expression', help, widget: 'expression' })
}
