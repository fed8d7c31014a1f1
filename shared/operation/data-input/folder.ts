import { z } from 'zod'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { formatField, TABLE_FIELDS } from '../file-formats.ts'

const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'xy'] as const

export const folder = defineOperation({
  id: 'data_input.folder',
  type: 'DATA_INPUT',
  version: 1,
  title: 'Folder',
  summary:
    'Reads all files of a folder that match a pattern into one table that says which file a row is from.',
  keywords: ['folder', 'directory', 'files', 'many', 'batch', 'glob', 'csv', 'combine', 'all'],
  icon: 'folders',
  config: z.object({
    folder: field(z.string().default(''), {
      label: 'Folder',
      help: "The folder, or any file in it. A relative path is looked for beside the chain's file, then in the data folder.",
      widget: 'path',
      needed: true,
    }),
    glob: field(z.string().min(1).default('*.csv'), {
      label: 'Files',
      help: 'A pattern: * is any name, ** any folders, {a,b} one of several, as in **/*.{csv,txt}.',
    }),
    format: formatField(z.enum(['auto', ...FORMATS]).default('auto'), {
      help: "Auto goes by each file's ending.",
    }),
    columns: field(z.enum(['all', 'common', 'same']).default('all'), {
      label: 'Where columns differ',
      help: 'Columns are told apart by name. A column that a file lacks is empty in its rows.',
      options: { all: 'Take all columns', common: 'Take those that all files have', same: 'Refuse' },
    }),
    fileColumn: field(z.string().min(1).default('file'), {
      label: 'File names go to',
      help: 'The name of the column.',
      advanced: true,
    }),
    delimiter: TABLE_FIELDS.delimiter,
    decimal: TABLE_FIELDS.decimal,
    skipLines: TABLE_FIELDS.skipLines,
    missing: TABLE_FIELDS.missing,
  }),
  inputs: NO_INPUTS,
  outputs: oneOutput('table'),
  // Its fingerprint tells the place, size and time of change of every file.
  traits: { pure: true, heavy: true },
  examples: [
    { title: 'All exports of a week', config: { folder: 'week-12', glob: '*.csv' } },
    { title: 'Patterns in folders of samples', config: { folder: 'scans', glob: '**/*.xy', format: 'xy' } },
  ],
  errors: {
    file_missing: 'There is no such folder where it was looked for, or no file in it matches.',
    file_empty: 'A file holds nothing.',
    file_unreadable:
      'A file is not what its format says; where it can, the sentence names the line. Or what matches can not be looked at.',
    file_changed: 'A file changed while it was read.',
    file_too_large: 'A file is too large to be read whole.',
    format_unknown: "A file's ending does not say its format, or says one that is no table.",
    encoding_failed: 'A file is not text in UTF-8.',
    too_many_files: 'More than 2 000 files match.',
    columns_differ: 'Files have different columns and that is to be refused, or none is in all of them.',
    mixed_types: 'A column holds values of different types in different files.',
    bad_column_name: 'A file has a column of the name that file names are to go to.',
  },
  describe: ({ folder: path, glob }) => `${path.split(/[\\/]/).filter(Boolean).at(-1) ?? ''}/${glob}`,
  reads: ({ folder: path, glob }) => (path === '' ? [] : [{ folder: path, glob }]),
})
