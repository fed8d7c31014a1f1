import type { Position } from '#shared/chain/schema.ts'
import { errorOf } from '../../api.ts'
import { type Clip, placeClip } from '../../model/clipboard.ts'
import { addParts } from '../../model/edits.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'
import { plural } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { followIds } from './followIds.ts'

/** Adds a clip to the open chain and selects it. Where ids had to change, what calls its nodes by them follows. */
export async function addClip(verb: string, clip: Clip, centre?: Position): Promise<void> {
  const { chain } = useDocument.getState()
  if (!chain) return
  const placed = placeClip(chain, clip, centre)
  const ids = Object.fromEntries([...placed.ids].filter(([before, after]) => before !== after))
  try {
    const { configs, unread } = await followIds(clip.nodes, clip.edges, ids)
    // Something else was edited while the app was asked: other ids may be free now.
    if (useDocument.getState().chain !== chain) return addClip(verb, clip, centre)
    const byNewId = new Map(Object.entries(configs).map(([id, config]) => [placed.ids.get(id), config]))
    const nodes = placed.clip.nodes.map((node) => ({ ...node, config: byNewId.get(node.id) ?? node.config }))
    const parts = [...nodes, ...placed.clip.frames, ...placed.clip.notes]
    useDocument
      .getState()
      .edit(`${verb} ${plural(parts.length, 'item')}`, addParts(chain, { ...placed.clip, nodes }))
    useSelection.getState().select(parts.map(({ id }) => id))
    if (unread.length > 0)
      toast(`${unread.join(', ')} could not be read, and may still say the old ids: look there.`, 'warning')
  } catch (thrown) {
    toast(`Nothing was added. ${errorOf(thrown).message}`, 'bad')
  }
}
