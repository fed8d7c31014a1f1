import type { Position } from '#shared/chain/schema.ts'
import { withContent } from '../canvas/content.ts'
import { alignEdges, spread } from '../model/align.ts'
import { useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import type { Action } from './action.ts'
import { canEditSelection } from './conditions.ts'
import { moveParts, placesOf } from './verbs/moveParts.ts'

type Places = ReadonlyMap<string, Position>

/** An action that moves what is selected, when that is at least `least` things; a frame takes its content along. */
const placing = (least: number, change: (places: Places) => Places): Action => ({
  available: () => canEditSelection() && useSelection.getState().nodes.size >= least,
  perform() {
    const { chain } = useDocument.getState()
    if (!chain) return
    moveParts(withContent(chain, change(placesOf(chain, useSelection.getState().nodes))))
  },
})

export const alignLeft = placing(2, (places) => alignEdges(places, 'x'))
export const alignTop = placing(2, (places) => alignEdges(places, 'y'))
export const spreadAcross = placing(3, (places) => spread(places, 'x'))
export const spreadDown = placing(3, (places) => spread(places, 'y'))
