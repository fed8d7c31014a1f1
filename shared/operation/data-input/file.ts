import { z } from 'zod'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { DELIMITED, type FileFormat, fileFormatOf, formatField, TABLE_FIELDS } from '../file-formats.ts'
import { ColumnType, type PortType } from '../value.ts'

const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'xy', 'text', 'bytes'] as const

const PORT: Record<FileFormat, PortType> = {
  csv: 'table',
  tsv: 'table',
  ndjson: 'table',
  parquet: 'table',
  xy: 'table',
  json: 'any',
  text: 'text',
  bytes: 'bytes',
}

const TEXTUAL = { key: 'format', is: ['auto', 'csv', 'tsv', 'json', 'ndjson', 'xy', 'text'] } as const

export const file = defineOperation({
  id: 'data_input.file',
  type: 'DATA_INPUT',
  version: 1,
  title: 'File',
  summary: 'Reads a file: a table from CSV, TSV, JSON, NDJSON, Parquet or two-column text, or text or bytes.',
  keywords: [
    'csv',
    'tsv',
    'json',
    'parquet',
    'excel export',
    'open',
    'read',
    'load',
    'import',
    'table',
    'text',
  ],
  icon: 'file-import',
  config: z.object({
    path: field(z.string().default(''), {
      label: 'File',
      help: "A relative path is looked for beside the chain's file, then in the data folder.",
      widget: 'path',
      needed: true,
      when: { key: 'parameter', is: [''] },
    }),
    parameter: field(z.string().default(''), {
      label: 'Or a parameter',
      help: "The parameter of the chain that gives the file's path, so that each run can read another file.",
      advanced: true,
    }),
    format: formatField(z.enum(['auto', ...FORMATS]).default('auto')),
    delimiter: TABLE_FIELDS.delimiter,
    header: field(z.enum(['auto', 'yes', 'no']).default('auto'), {
      label: 'Header',
      help: 'Whether the first line names the columns.',
      options: { auto: 'Found out', yes: 'Yes', no: 'No' },
      advanced: true,
      when: DELIMITED,
    }),
    decimal: TABLE_FIELDS.decimal,
    encoding: field(z.string().default('auto'), {
      label: 'Encoding',
      help: 'Auto: UTF-8, or what a byte order mark says. Others: windows-1252, latin1, utf-16le, shift_jis and many more.',
      advanced: true,
      when: TEXTUAL,
    }),
    lineEnds: field(z.enum(['kept', 'newline']).default('kept'), {
      label: 'Line ends',
      help: 'Of a text: as they are, or each as one new-line sign.',
      options: { kept: 'As they are', newline: 'One new-line sign' },
      when: { key: 'format', is: ['auto', 'text'] },
      advanced: true,
    }),
    skipLines: TABLE_FIELDS.skipLines,
    missing: TABLE_FIELDS.missing,
    comment: field(z.string().max(1).default(''), {
      label: 'Comment sign',
      help: 'Lines that begin with it are left out, such as #.',
      when: DELIMITED,
      advanced: true,
    }),
    columnTypes: field(z.record(z.string(), ColumnType).default({}), {
      label: 'Column types',
      help: 'By column name, where the type that is found out is not the right one. Dates and times may be written as 2025-02-28 14:05, 28.02.2025 14:05, 28/02/2025, 02/28/2025 2:05 PM or 2025/02/28.',
      when: DELIMITED,
      advanced: true,
    }),
  }),
  inputs: NO_INPUTS,
  outputs: (config) => {
    const format = config.parameter === '' ? fileFormatOf(config.path, config.format) : config.format
    return oneOutput(format === undefined || format === 'auto' ? 'any' : PORT[format])
  },
  // Its fingerprint tells the file's place, size and time of change.
  traits: { pure: true, heavy: true },
  examples: [
    { title: 'A CSV file', config: { path: 'samples.csv' } },
    {
      title: 'An export with a decimal comma',
      config: { path: 'export.csv', delimiter: ';', decimal: 'comma' },
    },
    { title: 'A diffraction pattern', config: { path: 'pattern.dat', format: 'xy' } },
  ],
  errors: {
    file_missing: 'There is no such file where it was looked for.',
    file_empty: 'The file holds nothing.',
    file_unreadable: 'The file is not what its format says; where it can, the sentence names the line.',
    file_changed: 'The file changed while it was read.',
    file_too_large: 'The file is too large to be one text, one value or bytes.',
    format_unknown: "The file's ending does not say its format.",
    encoding_unknown: 'There is no such encoding.',
    encoding_failed: 'The file is not text in this encoding.',
    column_missing: 'A column that is given a type is not in the file.',
    parameter_missing: "The run's inputs do not hold the path.",
  },
  // A path tells most at its end.
  describe: ({ parameter, path }) =>
    parameter === '' ? (path.split(/[\\/]/).at(-1) ?? path) : `{${parameter}}`,
  reads: ({ path, parameter }) => {
    if (parameter !== '') return [{ parameter }]
    return path === '' ? [] : [path]
  },
})
