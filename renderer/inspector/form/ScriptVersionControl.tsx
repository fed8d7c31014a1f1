import { Button, Modal, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { queries } from '../../api.ts'
import { useFormScope } from './context.ts'
import classes from './ScriptVersionControl.module.css'
import { type ControlProps, errorAt } from './types.ts'
import { useTakeScript } from './useTakeScript.ts'

const VersionDiff = lazy(() =>
  import('../../scripts/VersionDiff.tsx').then((module) => ({ default: module.VersionDiff })),
)

const NEWEST = 'newest'

/** The pinned version; says when there is a newer one, what changed, and takes it. */
export function ScriptVersionControl({ id, value, path, errors, onChange }: ControlProps) {
  const { readOnly, config, scriptKeys: keys } = useFormScope()
  const take = useTakeScript()
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

  const update = async (version: number): Promise<void> => {
    await take(script, version)
    setComparing(false)
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
          <Button size="compact-xs" onClick={() => void update(newest)}>
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
            <Button mt="md" onClick={() => void update(newest)}>
              Update to version {newest}
            </Button>
          </Suspense>
        )}
      </Modal>
    </>
  )
}
