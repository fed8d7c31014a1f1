import { Button, Modal, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { withScript } from '#shared/operation/script-use.ts'
import { api, errorOf, queries } from '../../api.ts'
import { toast } from '../../ui/toast.ts'
import { useFormScope } from './context.ts'
import classes from './ScriptVersionControl.module.css'
import { type ControlProps, errorAt } from './types.ts'

const VersionDiff = lazy(() =>
  import('../../scripts/VersionDiff.tsx').then((module) => ({ default: module.VersionDiff })),
)

const NEWEST = 'newest'

/** The pinned version; says when there is a newer one, what changed, and takes it. */
export function ScriptVersionControl({ id, value, path, errors, onChange }: ControlProps) {
  const { readOnly, config, configure, scriptKeys: keys } = useFormScope()
  const [comparing, setComparing] = useState(false)
  const name = keys && config[keys.script]
  const script = typeof name === 'string' ? name : ''
  const { data } = useQuery({
    ...queries.scripts.versions.queryOptions({ input: { name: script || ' ', limit: 500 } }),
    enabled: script !== '',
  })
  const versions = (data?.items ?? []).map(({ version }) => version)
  const newest = versions[0]
  const pinned = typeof value === 'number' ? value : undefined
  const options = [...new Set([...versions, ...(pinned === undefined ? [] : [pinned])])]
  const behind = pinned !== undefined && newest !== undefined && pinned < newest

  const take = async (version: number): Promise<void> => {
    try {
      const found = await api.scripts.get({ name: script, version })
      if (keys) configure(withScript(keys, config, found))
      setComparing(false)
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  }

  return (
    <>
      <Select
        id={id}
        readOnly={readOnly}
        allowDeselect={false}
        data={[
          { value: NEWEST, label: 'The newest at each run' },
          ...options.map((version) => ({ value: String(version), label: `Version ${version}` })),
        ]}
        value={pinned === undefined ? NEWEST : String(pinned)}
        error={errorAt(errors, path) !== undefined && !behind}
        onChange={(next) => onChange(next === null || next === NEWEST ? undefined : Number(next))}
      />
      {behind && !readOnly && (
        <div className={classes.newer}>
          <span>There is version {newest}.</span>
          <Button variant="default" size="compact-xs" onClick={() => setComparing(true)}>
            What changed
          </Button>
          <Button size="compact-xs" onClick={() => void take(newest)}>
            Update
          </Button>
        </div>
      )}
      <Modal
        opened={comparing && behind}
        onClose={() => setComparing(false)}
        size="min(1100px, 90vw)"
        title={`What changed in ${script}`}
      >
        {behind && (
          <Suspense>
            <VersionDiff name={script} before={pinned} after={newest} />
            <Button mt="md" onClick={() => void take(newest)}>
              Update to version {newest}
            </Button>
          </Suspense>
        )}
      </Modal>
    </>
  )
}
