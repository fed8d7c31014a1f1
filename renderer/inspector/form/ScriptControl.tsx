import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { useFormScope } from './context.ts'
import { type ControlProps, errorAt } from './types.ts'

/** One of the kept scripts, by name. */
export function ScriptControl({ id, field, value, path, errors, onChange }: ControlProps) {
  const { readOnly } = useFormScope()
  const { data } = useQuery(queries.scripts.list.queryOptions({ input: { limit: 500 } }))
  const shown = value ?? field.default
  const names = (data?.items ?? []).map((script) => script.name)
  if (typeof shown === 'string' && shown && !names.includes(shown)) names.push(shown)
  return (
    <Select
      id={id}
      readOnly={readOnly}
      searchable
      data={names}
      value={typeof shown === 'string' && shown ? shown : null}
      placeholder={
        field.meta.placeholder ?? (names.length > 0 ? 'Choose a script' : 'There is no script yet')
      }
      error={errorAt(errors, path) !== undefined}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
