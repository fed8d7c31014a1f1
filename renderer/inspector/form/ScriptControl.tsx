import { Button, Select } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { addReadyScript, openScript } from '../../actions/verbs/scripts.tsx'
import { queries } from '../../api.ts'
import { useFormScope } from './context.ts'
import { type ControlProps, errorAt } from './types.ts'
import { useTakeScript } from './useTakeScript.ts'

/** A script by name, pinned to the version that is the newest now. One that comes with Ergo is added as it is chosen. */
export function ScriptControl({ id, field, value, path, errors }: ControlProps) {
  const { readOnly } = useFormScope()
  const take = useTakeScript()
  const { data } = useQuery(queries.scripts.list.queryOptions({ input: { limit: 500 } }))
  const { data: ready } = useQuery(queries.scripts.ready.queryOptions())
  const shown = value ?? field.default
  const chosen = typeof shown === 'string' && shown ? shown : null
  const own = (data?.items ?? []).map((script) => script.name)
  const offered = (ready ?? []).filter((script) => !script.added).map((script) => script.name)
  const there = chosen !== null && own.includes(chosen)
  if (chosen !== null && !there && !offered.includes(chosen)) own.push(chosen)

  const choose = async (name: string): Promise<void> => {
    if (offered.includes(name) && (await addReadyScript(name)) === null) return
    await take(name)
  }

  return (
    <>
      <Select
        id={id}
        readOnly={readOnly}
        searchable
        data={[
          ...(own.length > 0 ? [{ group: 'Your scripts', items: own }] : []),
          ...(offered.length > 0 ? [{ group: 'Ready-made', items: offered }] : []),
        ]}
        value={chosen}
        placeholder={field.meta.placeholder ?? 'Choose a script'}
        error={errorAt(errors, path) !== undefined}
        onChange={(next) => next !== null && void choose(next)}
      />
      {there && (
        <Button
          variant="subtle"
          size="compact-xs"
          mt={4}
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => void openScript(chosen)}
        >
          Edit script
        </Button>
      )}
    </>
  )
}
