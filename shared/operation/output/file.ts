import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { fileFormatOf, formatField } from '../file-formats.ts'

const FORMATS = ['csv', 'json', 'ndjson', 'parquet', 'text'] as const
export type OutputFormat = (typeof FORMATS)[number]

/** The format to write by what the config says or the path's ending; `undefined` where neither tells. */
export function outputFormatOf(path: string, format: 'auto' | OutputFormat): OutputFormat | undefined {
  const found = fileFormatOf(path, format)
  return FORMATS.find((one) => one === found)
}

export const outputFile = defineOperation({
  id: 'output.file',
  type: 'OUTPUT',
  version: 1,
  title: 'Write file',
  summary: 'Writes its input to a file: a table as CSV, JSON or Parquet, a value as JSON, a text as it is.',
  keywords: ['save', 'export', 'csv', 'json', 'parquet', 'disk'],
  icon: 'file-export',
  config: z.object({
    path: field(z.string().default(''), {
      label: 'File',
      help: "A relative path stands beside the chain's file, or in the data folder.",
      widget: 'savePath',
      needed: true,
    }),
    format: formatField(z.enum(['auto', ...FORMATS]).default('auto')),
    overwrite: field(z.boolean().default(false), {
      label: 'Overwrite',
      help: 'Without it, a file that is there already is an error.',
    }),
  }),
  inputs: oneInput('any'),
  outputs: oneOutput('file'),
  traits: { effect: true },
  examples: [{ title: 'A table as CSV', config: { path: 'result.csv' } }],
  errors: {
    path_missing: 'No path is given.',
    format_unknown: "The file's ending does not say its format.",
    file_exists: 'There is such a file, and overwriting it is not allowed.',
    file_unwritable: 'The file or its folder cannot be written.',
    not_a_table: 'The format needs a table or a list of records.',
    not_text: 'The format needs a text, a number or yes/no.',
    empty_input: 'The list is empty, so it has no columns.',
  },
  describe: (config) => config.path,
})
