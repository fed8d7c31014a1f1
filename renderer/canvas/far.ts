import { create } from 'zustand'

/** Below this scale a node's small print can't be read: it is left out. */
const FAR = 0.3
/** From afar, a chain with more nodes than this is drawn as one picture: so many elements would not move smoothly. */
const MANY = 250

interface Sight {
  readonly far: boolean
  readonly many: boolean
}

export const useFar = create<Sight>()(() => ({ far: false, many: false }))

/** The chain is so large, and so far away, that {@link DistantView} draws it. */
export const isDistant = ({ far, many }: Sight): boolean => far && many

/** Told of every change of scale; only a crossing reaches React. */
export function noteZoom(zoom: number): void {
  const far = zoom < FAR
  if (useFar.getState().far !== far) useFar.setState({ far })
}

export function noteCount(nodes: number): void {
  const many = nodes > MANY
  if (useFar.getState().many !== many) useFar.setState({ many })
}
