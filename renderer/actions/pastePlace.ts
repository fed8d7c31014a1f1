import type { Chain, Position } from '#shared/chain/schema.ts'
import { type Clip, placeClip } from '../model/clipboard.ts'

const STEP = 32

const placesOf = ({ nodes, frames = [], notes = [] }: Pick<Chain, 'nodes' | 'frames' | 'notes'>): string[] =>
  [...nodes, ...frames, ...notes].flatMap(({ position }) => (position ? [`${position.x} ${position.y}`] : []))

function middleOf(clip: Clip): Position {
  const all = [...clip.nodes, ...clip.frames, ...clip.notes].flatMap(({ position }) => position ?? [])
  const middle = (values: readonly number[]): number =>
    values.length > 0 ? (Math.min(...values) + Math.max(...values)) / 2 : 0
  return { x: middle(all.map(({ x }) => x)), y: middle(all.map(({ y }) => y)) }
}

/**
 * Where the middle of a clip goes: where it is wished (beside where it was, without a wish), or by steps further down
 * while a part would lie on one that is there already and hide it, as a second paste at the same pointer would.
 */
export function clearCentre(chain: Chain, clip: Clip, wished: Position = middleOf(clip)): Position {
  const taken = new Set(placesOf(chain))
  let at = wished
  while (placesOf(placeClip(chain, clip, at).clip).some((place) => taken.has(place)))
    at = { x: at.x + STEP, y: at.y + STEP }
  return at
}
