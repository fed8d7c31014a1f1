import { z } from 'zod'
import { type FieldMeta, field } from './field.ts'

/** Formats of files by the words for them. */
const LABELS = {
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  ndjson: 'NDJSON (a record per line)',
  parquet: 'Parquet',
  xy: 'Two columns of numbers',
  text: 'Text',
  bytes: 'Bytes',
} as const
export type FileFormat = keyof typeof LABELS

const BY_ENDING = new Map<string, FileFormat>(
  Object.entries({
    csv: 'csv',
    tsv: 'tsv',
    tab: 'tsv',
    json: 'json',
    geojson: 'json',
    ndjson: 'ndjson',
    jsonl: 'ndjson',
    parquet: 'parquet',
    pq: 'parquet',
    xy: 'xy',
    txt: 'text',
    md: 'text',
    log: 'text',
  }),
)

/** The format of a file by what the config says or its path's ending; `undefined` where neither tells. */
export function fileFormatOf(path: string, format: 'auto' | FileFormat): FileFormat | undefined {
  if (format !== 'auto') return format
  return BY_ENDING.get(/\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '')
}

type FormatEnum = z.ZodDefault<z.ZodEnum<Readonly<Record<string, string>>>>

/** The config key that chooses one of some formats, or leaves it to the file. */
export function formatField<Schema extends FormatEnum>(
  schema: Schema,
  meta: Pick<FieldMeta, 'when' | 'help' | 'options'> = {},
): Schema {
  const words: Readonly<Record<string, string>> = { auto: 'Auto', ...LABELS, ...meta.options }
  const options = Object.fromEntries(schema.unwrap().options.map((one) => [one, words[one] ?? one]))
  return field(schema, { label: 'Format', help: "Auto goes by the file's ending.", ...meta, options })
}

/** Settings that only files of delimited text have. */
export const DELIMITED = { key: 'format', is: ['auto', 'csv', 'tsv'] } as const
const NUMBERS_AS_TEXT = { key: 'format', is: ['auto', 'csv', 'tsv', 'xy'] } as const

/** Config keys that say how a table is read from text. */
export const TABLE_FIELDS = {
  delimiter: field(z.string().max(4).default(''), {
    label: 'Delimiter',
    help: 'What stands between values. Empty: found out.',
    advanced: true,
    when: { key: 'format', is: ['auto', 'csv'] },
  }),
  decimal: field(z.enum(['auto', 'point', 'comma']).default('auto'), {
    label: 'Decimal separator',
    options: { auto: 'Found out', point: 'Point (1.5)', comma: 'Comma (1,5)' },
    advanced: true,
    when: NUMBERS_AS_TEXT,
  }),
  skipLines: field(z.number().int().min(0).optional(), {
    label: 'Lines to skip',
    help: 'Lines before the table. Empty: found out.',
    advanced: true,
    when: NUMBERS_AS_TEXT,
  }),
  missing: field(z.array(z.string()).default([]), {
    label: 'Missing values',
    help: 'Texts that stand for no value, such as NA, besides the empty one. A warning names those that keep a column from being numbers.',
    when: DELIMITED,
    advanced: true,
  }),
}
