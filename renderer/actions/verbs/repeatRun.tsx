import { Button, Group } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { PlannedEffect } from '#shared/run/effect.ts'
import { api } from '../../api.ts'
import { EffectList } from '../../history/EffectList.tsx'
import { useDocument } from '../../stores/document.ts'
import { whereNow } from '../../stores/view.ts'
import { attempt } from './attempt.ts'
import { openChain } from './openChain.ts'
import { openPast } from './openPast.ts'
import { refreshRuns } from './pastRuns.tsx'

type What = 'again' | 'resume'
type Answer = 'with' | 'without' | 'cancel'

const TITLES: Readonly<Record<What, string>> = {
  again: 'Running again may change things outside',
  resume: 'The rest of the run may change things outside',
}

/** Asks before a past run sends, writes or stores something once more. */
function ask(what: What, planned: readonly PlannedEffect[]): Promise<Answer> {
  return new Promise((resolve) => {
    const answer = (given: Answer) => () => {
      resolve(given)
      modals.close(id)
    }
    const id = modals.open({
      title: TITLES[what],
      size: 'lg',
      onClose: () => resolve('cancel'),
      children: (
        <>
          Going by the results of that run:
          <EffectList planned={planned} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={answer('cancel')}>
              Cancel
            </Button>
            <Button variant="default" onClick={answer('without')}>
              Run without these nodes
            </Button>
            <Button data-autofocus onClick={answer('with')}>
              Run, and do this
            </Button>
          </Group>
        </>
      ),
    })
  })
}

/** Does a past run again with its inputs, or the rest of it, and shows the new run. */
export const repeatRun = (executionId: ExecutionId, what: What): Promise<void> =>
  attempt(`The run could not be ${what === 'again' ? 'repeated' : 'resumed'}.`, async () => {
    const here = whereNow()
    await useDocument.getState().flush()
    const planned = await api.history.effects({ executionId, what })
    const answer = planned.length === 0 ? 'with' : await ask(what, planned)
    if (answer === 'cancel') return
    const run = await api.runs[what]({ executionId, effects: answer === 'with' })
    await refreshRuns()
    if (!here()) return
    if (run.chainState === 'same' && run.chainId !== null) await openChain(run.chainId)
    else await openPast(run.id)
  })
