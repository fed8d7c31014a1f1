import type { JsonRecord } from '#shared/base/json.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import type { Inputs } from '#shared/contract/index.ts'
import { api, errorOf } from '../../api.ts'
import { useDocument } from '../../stores/document.ts'
import { useInputs } from '../../stores/inputs.ts'
import { usePassing } from '../../stores/passing.ts'
import { canRunNow, useProblems } from '../../stores/problems.ts'
import { useView } from '../../stores/view.ts'
import { plural } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { followToEnd } from './followRun.ts'

type Mode = NonNullable<Inputs['runs']['start']['mode']>

/** Runs the open chain as it is now, with the inputs that were given last; asks for those that are missing. */
export async function startRun(mode: Mode = { kind: 'all' }, given?: JsonRecord): Promise<void> {
  const { id, flush } = useDocument.getState()
  if (!id || usePassing.getState().starting) return
  if (!canRunNow()) {
    useView.getState().showDock('problems')
    const errors = useProblems.getState().issues.filter((issue) => issue.severity === 'error')
    toast(`The chain can't run yet: ${plural(errors.length, 'problem')} to solve first.`, 'warning')
    return
  }
  const { chain } = useDocument.getState()
  if (!chain) return
  const inputs = given ?? useInputs.getState().of(id)
  if (!resolveInputs(chain.parameters, inputs).ok) {
    usePassing.setState({ inputsOpen: true })
    return
  }
  usePassing.setState({ starting: true })
  try {
    await flush()
    const run = await api.runs.start({ chainId: id, inputs, mode })
    usePassing.setState({ starting: false })
    await followToEnd(run.id, chain)
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
  } finally {
    usePassing.setState({ starting: false })
  }
}
