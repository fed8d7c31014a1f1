import { create } from 'zustand'

/** Below this scale a node's small print can't be read: it is left out, and a thousand nodes stay light. */
const FAR = 0.3

export const useFar = create<{ readonly far: boolean }>()(() => ({ far: false }))

/** Told of every change of scale; only a crossing reaches React. */
export function noteZoom(zoom: number): void {
  const far = zoom < FAR
  if (useFar.getState().far !== far) useFar.setState({ far })
}
