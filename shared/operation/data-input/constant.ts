import { z } from 'zod'
import { Json } from '../../base/json.ts'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import type { PortType } from '../value.ts'

const DATA_TYPES = ['auto', 'text', 'integer', 'number', 'boolean', 'list', 'record'] as const
type DataType = (typeof DATA_TYPES)[number]

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
    dataType: field(z.enum(DATA_TYPES).default('auto'), {
      label: 'Data type',
      help: 'Auto keeps the value as it is written; any other type parses text and checks the rest.',
    }),
  }),
  inputs: NO_INPUTS,
  outputs: (config) => oneOutput(PORT[config.dataType]),
  traits: { pure: true },
  examples: [{ title: 'A limit', config: { value: 3.5, dataType: 'number' }, output: 3.5 }],
  errors: { not_parsable: 'The value is not of the data type and its text cannot be read as one.' },
  describe: (config) => JSON.stringify(config.value),
})
