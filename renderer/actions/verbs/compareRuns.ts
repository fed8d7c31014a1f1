import type { ExecutionId } from '#shared/base/ids.ts'
import type { RunSummary } from '#shared/contract/runs.ts'
import { api } from '../../api.ts'
import { theCamera } from '../../stores/camera.ts'
import { useCompare } from '../../stores/compare.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'
import { useView } from '../../stores/view.ts'
import { toast } from '../../ui/toast.ts'
import { attempt } from './attempt.ts'
import { openPast } from './openPast.ts'

/** Looks at two runs beside each other: the later one on the canvas, with what differs marked. */
export const compareRuns = (one: ExecutionId, other: ExecutionId): Promise<void> =>
  attempt('The runs could not be compared.', async () => {
    const pair = await api.comparison.runs({ a: one, b: other })
    const comparison =
      pair.a.startedAt <= pair.b.startedAt ? pair : await api.comparison.runs({ a: other, b: one })
    useCompare.setState({ comparison, part: { kind: 'inputs' } })
    await openPast(comparison.b.id)
    useView.getState().showDock('compare')
    if (comparison.compared.first !== null) lookAtNode(comparison.compared.first)
  })

/** Looks at a run beside the one of the same chain before it. */
export const compareWithBefore = ({ id, chainId, startedAt }: RunSummary): Promise<void> =>
  attempt('The runs could not be compared.', async () => {
    if (!chainId)
      return toast('This run is of no chain that is kept: choose two runs in the list to compare.')
    const { items } = await api.runs.list({ chainId, until: startedAt, limit: 2 })
    const before = items.find((run) => run.id !== id)
    if (!before) return toast('This is the first run of its chain: there is none before it.')
    await compareRuns(before.id, id)
  })

/** Shows a node's two results, and the node where the canvas has it. */
export function lookAtNode(nodeId: string): void {
  useCompare.setState({ part: { kind: 'node', nodeId } })
  useSelection.getState().select([nodeId])
  theCamera()?.reveal(nodeId)
}

/** Puts the other of the two runs on the canvas. */
export async function showOther(): Promise<void> {
  const { comparison } = useCompare.getState()
  if (!comparison) return
  const shown = useDocument.getState().past?.executionId
  await openPast(shown === comparison.a.id ? comparison.b.id : comparison.a.id)
  useView.getState().showDock('compare')
}

/** Goes on with the run on the canvas by itself. */
export function stopComparing(): void {
  useCompare.setState({ comparison: undefined })
}
