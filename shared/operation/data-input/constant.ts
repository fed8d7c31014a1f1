import { z } from 'zod'
import { Json } from '../../base/json.ts'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import type { PortType } from '../value.ts'

export const DataType = z.enum(['auto', 'text', 'integer', 'number', 'boolean', 'list', 'record'])
export type DataType = z.infer<typeof DataType>

const PORT: Record<DataType, PortType> = {
  auto: 'json',
  text: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  list: 'list',
  record: 'record',
}

export const constant = defineOperation({
  id: 'data_input.constant',
  type: 'DATA_INPUT',
  version: 1,
  title: 'Constant',
  summary: 'Gives a fixed value: a number, text, yes/no, list or record.',
  keywords: ['value', 'literal', 'number', 'text', 'fixed', 'list', 'record'],
  icon: 'pin',
  config: z.object({
    value: field(Json.default(''), {
      label: 'Value',
      help: 'The value to give. Text is parsed as the data type.',
      widget: 'json',
    }),
    dataType: field(DataType.default('auto'), {
      label: 'Data type',
      help: 'Auto keeps the value as it is written; any other type parses text and checks the rest.',
      options: {
        auto: 'As written',
        text: 'Text',
        integer: 'Integer',
        number: 'Number',
        boolean: 'Yes/no',
        list: 'List',
        record: 'Record',
      },
    }),
    lenient: field(z.boolean().default(false), {
      label: 'Lenient',
      help: 'As the predecessor did: fractions are cut off, yes/no counts as 1/0, and any other text is no.',
      advanced: true,
    }),
  }),
  inputs: NO_INPUTS,
  outputs: (config) => oneOutput(PORT[config.dataType]),
  traits: { pure: true },
  examples: [
    { title: 'A limit', config: { value: 3.5, dataType: 'number' }, output: 3.5 },
    {
      title: 'A list typed as text',
      config: { value: '[1.2, 3.4]', dataType: 'list' },
      output: [1.2, 3.4],
    },
    { title: 'Yes as text', config: { value: 'yes', dataType: 'boolean' }, output: true },
  ],
  errors: {
    not_parsable: 'The value is not of the data type and its text cannot be read as one.',
    not_finite: 'The text is a number too large to hold.',
  },
  describe: (config) => JSON.stringify(config.value),
})
