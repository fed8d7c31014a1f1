import { z } from 'zod'

export const WIDGETS = [
  'text',
  'multiline',
  'expression',
  'template',
  'sql',
  'code',
  'json',
  'column',
  'columns',
  'input',
  'inputs',
  'operand',
  'path',
  'savePath',
  'script',
  'scriptVersion',
  'scriptArguments',
] as const

/**
 * What `.meta()` may carry on a config key, for the form, the reference and completion.
 * A widget says how to edit; the zod type says what is allowed.
 */
export const FieldMeta = z.object({
  label: z.string().min(1),
  help: z.string().optional(),
  placeholder: z.string().optional(),
  /**
   * `expression`, `template`, `sql` and `code` open an editor; `column(s)` and `input(s)` offer names from the last
   * run; `path` opens a file dialog.
   */
  widget: z.enum(WIDGETS).optional(),
  /** Shown only while another key of the config has one of these values. */
  when: z
    .object({
      key: z.string(),
      is: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).readonly(),
    })
    .optional(),
  /** A node can't run while it is empty, though the config is valid, so that a new node has its ports. */
  needed: z.boolean().optional(),
  /** A text in it may be the id of an input, or a path into one; widgets for inputs say so themselves. */
  namesInput: z.boolean().optional(),
  /** Unit shown after the field, e.g. `ms`. */
  unit: z.string().optional(),
  /** Folded away until asked for. */
  advanced: z.boolean().optional(),
  /** Of an expression: names that it has beside those of every expression, e.g. `item`. */
  names: z.array(z.string()).readonly().optional(),
  /** Labels of an enum's values. */
  options: z.record(z.string(), z.string()).optional(),
})
export type FieldMeta = z.infer<typeof FieldMeta>

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
