import { z } from 'zod'
import { Json } from '../../base/json.ts'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { orExpression } from '../or-expression.ts'
import { rulesField } from '../rules.ts'

const SIGNS = {
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  eq: '=',
  ne: '≠',
  contains: 'contains',
  matches: 'matches',
} as const

export const FilterOperator = z.enum(['gt', 'gte', 'lt', 'lte', 'eq', 'ne', 'contains', 'matches'])
export type FilterOperator = z.infer<typeof FilterOperator>

const BY_OPERATOR = { key: 'operator', is: FilterOperator.options } as const

export const filter = defineOperation({
  id: 'transform.filter',
  type: 'TRANSFORM',
  version: 1,
  title: 'Filter',
  summary: 'Keeps the items of a list that meet a condition.',
  keywords: ['where', 'keep', 'select', 'threshold', 'greater', 'less', 'contains', 'regular expression'],
  icon: 'filter',
  config: orExpression(
    'operator',
    z.object({
      operator: field(z.enum([...FilterOperator.options, 'expression']).default('gt'), {
        label: 'Operator',
        help: 'How an item is compared. Items that cannot be compared are left out, with a warning.',
        options: {
          gt: 'is greater than',
          gte: 'is at least',
          lt: 'is less than',
          lte: 'is at most',
          eq: 'equals',
          ne: 'does not equal',
          contains: 'contains',
          matches: 'matches the regular expression',
          expression: 'meets an expression',
        },
      }),
      threshold: field(Json.default(0), {
        label: 'Threshold',
        help: 'What items are compared with.',
        widget: 'json',
        when: BY_OPERATOR,
      }),
      field: field(z.string().default(''), {
        label: 'Field',
        help: 'Compare this field of each record, or a dotted path into it. Empty: the item itself.',
        widget: 'column',
        when: BY_OPERATOR,
      }),
      expression: field(z.string().default('true'), {
        label: 'Expression',
        help: 'True for the items to keep, from `item` and its place, `index` (from 0).',
        widget: 'expression',
        names: ['item', 'index'],
        when: { key: 'operator', is: ['expression'] },
      }),
      rules: rulesField('what cannot be compared is an error, and yes/no counts as 1 and 0.'),
    }),
  ),
  inputs: oneInput('list'),
  outputs: oneOutput('list'),
  traits: { pure: true },
  examples: [
    {
      title: 'Strains over the limit',
      config: { operator: 'gt', threshold: 3.5 },
      inputs: { strains: [3.1, 3.6, 4] },
      output: [3.6, 4],
    },
    {
      title: 'Records of one batch',
      config: { operator: 'matches', field: 'batch', threshold: '^A-' },
      inputs: { samples: [{ batch: 'A-1' }, { batch: 'B-1' }] },
      output: [{ batch: 'A-1' }],
    },
    {
      title: 'Every other item',
      config: { expression: 'index % 2 === 0' },
      inputs: { readings: [5, 6, 7] },
      output: [5, 7],
    },
  ],
  errors: {
    not_a_list: 'The input is not a list.',
    not_comparable: "By Python's rules: an item cannot be compared with the threshold.",
    bad_pattern: 'The threshold of "matches" is not a regular expression.',
    bad_threshold: 'The operator cannot compare with a threshold of this kind.',
    expression_failed: 'The expression does not parse, or throws for an item.',
    not_boolean: 'The expression gave something other than true or false.',
  },
  describe: (config) =>
    config.operator === 'expression'
      ? config.expression
      : `${config.field || 'item'} ${SIGNS[config.operator]} ${JSON.stringify(config.threshold)}`,
})
