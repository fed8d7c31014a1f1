import { z } from 'zod'
import { SINGLE_OUTPUT } from '../../chain/schema.ts'
import { defineOperation, NO_INPUTS } from '../define.ts'
import { field } from '../field.ts'

export const spectrum = defineOperation({
  id: 'data_input.spectrum',
  type: 'DATA_INPUT',
  version: 1,
  title: 'Spectrum',
  summary:
    'Reads a spectrum or a pattern: JCAMP-DX, two columns, or an instrument’s table under lines of heading.',
  keywords: [
    'spectrum',
    'jcamp',
    'jdx',
    'dx',
    'xy',
    'infrared',
    'raman',
    'uv-vis',
    'nmr',
    'mass',
    'diffraction',
  ],
  icon: 'chart-line',
  config: z.object({
    path: field(z.string().default(''), {
      label: 'File',
      help: "A relative path is looked for beside the chain's file, then in the data folder.",
      widget: 'path',
      needed: true,
    }),
    format: field(z.enum(['auto', 'jcamp', 'columns']).default('auto'), {
      label: 'Format',
      help: 'JCAMP-DX is told by its first line. Columns: the first lines of numbers that agree in number are the table, with the line above as names.',
      options: { auto: 'Found out', jcamp: 'JCAMP-DX', columns: 'Columns of numbers' },
    }),
    number: field(z.int().min(1).default(1), {
      label: 'Which spectrum',
      help: 'Of a JCAMP-DX file that holds several.',
      advanced: true,
    }),
    decimal: field(z.enum(['auto', 'point', 'comma']).default('auto'), {
      label: 'Decimal separator',
      options: { auto: 'Found out', point: 'Point (1.5)', comma: 'Comma (1,5)' },
      advanced: true,
    }),
    encoding: field(z.string().default('auto'), {
      label: 'Encoding',
      help: 'Auto: UTF-8, or what a byte order mark says. Others: windows-1252, latin1, utf-16le and many more.',
      advanced: true,
    }),
  }),
  inputs: NO_INPUTS,
  outputs: [
    { name: SINGLE_OUTPUT, label: 'Spectrum', type: 'table' },
    { name: 'about', label: 'About', type: 'record' },
  ],
  traits: { pure: true },
  examples: [
    { title: 'An infrared spectrum', config: { path: 'film.jdx' } },
    { title: 'A diffractometer’s export', config: { path: 'scan.xy', format: 'columns' } },
  ],
  errors: {
    file_missing: 'There is no such file where it was looked for.',
    file_empty: 'The file holds nothing, or no numbers.',
    file_unreadable: 'The file is not what its format says.',
    file_changed: 'The file changed while it was read.',
    file_too_large: 'The file is too large to be read whole.',
    encoding_unknown: 'There is no such encoding.',
    encoding_failed: 'The file is not text in this encoding.',
    spectrum_missing: 'The file holds fewer spectra than that.',
  },
  chart: () => ({ layers: [{ source: 'out', mark: 'line', x: 0, y: 1 }] }),
  describe: ({ path }) => path.split(/[\\/]/).at(-1) ?? path,
  reads: ({ path }) => (path === '' ? [] : [path]),
})
