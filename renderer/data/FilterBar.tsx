import { Button, CloseButton, Group, Popover, Select, TextInput } from '@mantine/core'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { TableFilter } from '#shared/contract/values.ts'
import { COMPARING, OPERATOR_SIGNS, OPERATOR_WORDS, RowOperator } from '#shared/operation/row-operators.ts'
import type { Column } from '#shared/operation/value.ts'
import type { RowsQuery } from './pages.ts'
import classes from './TableView.module.css'

interface FilterBarProps {
  readonly columns: readonly Column[]
  readonly query: RowsQuery
  readonly onChange: (query: RowsQuery) => void
}

const words = ({ column, operator, value }: TableFilter): string =>
  `${column} ${OPERATOR_SIGNS[operator] ?? OPERATOR_WORDS[operator]}${COMPARING.includes(operator) ? ` ${value}` : ''}`

/** Operators that make sense of a column; text can be looked for in anything. */
function operatorsOf(type: Column['type']): readonly RowOperator[] {
  const order: RowOperator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte']
  const text: RowOperator[] = ['contains', 'startsWith', 'endsWith', 'matches']
  const rest: RowOperator[] = ['in', 'missing', 'present']
  if (type === 'text') return ['contains', 'eq', 'ne', 'startsWith', 'endsWith', 'matches', ...rest]
  if (type === 'boolean') return ['eq', 'ne', 'missing', 'present']
  return type === 'json' || type === 'bytes'
    ? [...text, 'missing', 'present']
    : [...order, ...rest, 'contains']
}

function NewFilter({ columns, onAdd }: { columns: readonly Column[]; onAdd: (filter: TableFilter) => void }) {
  const [name, setName] = useState(columns[0]?.name ?? '')
  const column = columns.find((one) => one.name === name)
  const operators = operatorsOf(column?.type ?? 'text')
  const [chosen, setOperator] = useState<RowOperator>()
  const operator = chosen && operators.includes(chosen) ? chosen : (operators[0] ?? 'eq')
  const [value, setValue] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAdd({ column: name, operator, ...(COMPARING.includes(operator) ? { value } : {}) })
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <Select
        label="Column"
        data={columns.map((one) => one.name)}
        value={name}
        onChange={(next) => next !== null && setName(next)}
        searchable
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label="Condition"
        data={operators.map((one) => ({ value: one, label: OPERATOR_WORDS[one] }))}
        value={operator}
        onChange={(next) => setOperator(RowOperator.safeParse(next).data)}
        comboboxProps={{ withinPortal: false }}
      />
      {COMPARING.includes(operator) && (
        <TextInput
          label="Value"
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          placeholder={operator === 'in' ? 'a, b, c' : ''}
          data-autofocus
        />
      )}
      <Button type="submit">Add filter</Button>
    </form>
  )
}

/** Search in all columns, and conditions on single ones. */
export function FilterBar({ columns, query, onChange }: FilterBarProps) {
  const [open, setOpen] = useState(false)
  return (
    <Group gap={8} wrap="nowrap" className={classes.filters ?? ''}>
      <TextInput
        className={classes.search ?? ''}
        size="xs"
        aria-label="Search all columns"
        placeholder="Search"
        leftSection={<IconSearch size={14} aria-hidden />}
        defaultValue={query.search}
        onKeyDown={(event) =>
          event.key === 'Enter' && onChange({ ...query, search: event.currentTarget.value })
        }
        onBlur={(event) =>
          event.currentTarget.value !== query.search &&
          onChange({ ...query, search: event.currentTarget.value })
        }
      />
      <Popover
        opened={open}
        onChange={setOpen}
        position="bottom-start"
        withArrow={false}
        shadow="md"
        trapFocus
      >
        <Popover.Target>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => setOpen((before) => !before)}
          >
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <NewFilter
            columns={columns}
            onAdd={(filter) => {
              onChange({ ...query, filter: [...query.filter, filter] })
              setOpen(false)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      {query.filter.map((filter, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two filters may be the same
        <span key={i} className={classes.chip}>
          {words(filter)}
          <CloseButton
            size="xs"
            aria-label={`Remove the filter ${words(filter)}`}
            onClick={() => onChange({ ...query, filter: query.filter.filter((_, at) => at !== i) })}
          />
        </span>
      ))}
    </Group>
  )
}
