import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import type { RunMode } from '#shared/contract/runs.ts'
import { api, errorOf } from '../../api.ts'
import { useDocument } from '../../stores/document.ts'
import { inputsOf } from '../../stores/inputs.ts'
import { askInputs, usePassing } from '../../stores/passing.ts'
import { canRunNow, useProblems } from '../../stores/problems.ts'
import { useView } from '../../stores/view.ts'
import { plural } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { canRun } from '../conditions.ts'
import { followToEnd } from './followRun.ts'
import { refreshRuns } from './pastRuns.tsx'

/** Runs the open chain as it is now, with the inputs that were given last; asks for those that are missing. */
export async function startRun(mode: RunMode = { kind: 'all' }, given?: JsonRecord): Promise<void> {
  const { id } = useDocument.getState()
  if (!id || !canRun() || usePassing.getState().starting) return
  if (!canRunNow()) {
    useView.getState().showDock('problems')
    const errors = useProblems.getState().issues.filter((issue) => issue.severity === 'error')
    toast(`The chain can't run yet: ${plural(errors.length, 'problem')} to solve first.`, 'warning')
    return
  }
  usePassing.setState({ starting: true })
  let held = true
  // Once only: by the time that this run has ended, another one may have been asked for.
  const release = (): void => {
    if (held) usePassing.setState({ starting: false })
    held = false
  }
  try {
    await start(id, mode, given, release)
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
  } finally {
    release()
  }
}

/** Starts the run and follows it to its end; `begun` is called as soon as the window shows it as under way. */
async function start(
  id: ChainId,
  mode: RunMode,
  given: JsonRecord | undefined,
  begun: () => void,
): Promise<void> {
  const inputs = given ?? (await inputsOf(id))
  const { chain, saved } = useDocument.getState()
  if (!chain || !isShown(id)) return
  if (!resolveInputs(chain.parameters, inputs).ok) {
    askInputs(mode)
    return
  }
  await saved()
  const run = await api.runs.start({ chainId: id, inputs, mode })
  // Whoever has turned to another chain or to a past run meanwhile keeps that in view.
  if (isShown(id)) await followToEnd(run.id, chain, begun)
  else await refreshRuns()
}

/** Whether a chain is on the canvas as it is now. */
function isShown(chainId: ChainId): boolean {
  const { id, past } = useDocument.getState()
  return id === chainId && past === undefined
}
