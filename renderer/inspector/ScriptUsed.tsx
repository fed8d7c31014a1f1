import { Anchor } from '@mantine/core'
import { openScript } from '../actions/verbs/scripts.tsx'
import { useRun } from '../stores/run.ts'

/** Which version of which script a node ran, where it ran one. */
export function ScriptUsed({ nodeId }: { readonly nodeId: string }) {
  const used = useRun(
    ({ shown }) =>
      shown?.records.findLast((one) => one.nodeId === nodeId && one.record.kind === 'script')?.record,
  )
  if (used?.kind !== 'script') return null
  return (
    <div>
      Script{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => void openScript(used.name)}>
        {used.name}
      </Anchor>
      , version {used.version}
    </div>
  )
}
