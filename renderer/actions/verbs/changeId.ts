import { errorOf } from '../../api.ts'
import { batch } from '../../model/edits.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'
import { toast } from '../../ui/toast.ts'
import { configure, followIds } from './followIds.ts'

/** Gives a node another id; what calls it by the old one follows, in the same step of undo. */
export async function changeId(id: string, newId: string): Promise<void> {
  const { chain } = useDocument.getState()
  if (!chain) return
  try {
    const { configs, unread } = await followIds(chain.nodes, chain.edges, { [id]: newId })
    // Something else was edited while the app was asked: what it said is of the chain before.
    if (useDocument.getState().chain !== chain) return changeId(id, newId)
    const commands = [...configure(configs), { type: 'changeId', id, newId } as const]
    useDocument.getState().edit(`Change id ${id} to ${newId}`, batch(commands))
    useSelection.getState().select([newId])
    if (unread.length > 0)
      toast(`${unread.join(', ')} could not be read, and may still say ${id}: look there.`, 'warning')
  } catch (thrown) {
    toast(`The id was not changed. ${errorOf(thrown).message}`, 'bad')
  }
}
