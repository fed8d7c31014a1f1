import type { Position } from '#shared/chain/schema.ts'

/** What the canvas can be asked to do; it says how when it appears. Only positions of the chain cross here. */
export interface Camera {
  /** The middle of what is seen. */
  centre(): Position
  /** The same as a point of the window. */
  middle(): { readonly x: number; readonly y: number }
  /** From a point of the window. */
  positionOf(point: { readonly x: number; readonly y: number }): Position
  /** Shows these nodes, or everything. */
  fit(ids?: readonly string[]): void
  /** Moves as little as it takes to see a node whole, without a change of scale. */
  reveal(id: string): void
  zoomIn(): void
  zoomOut(): void
  /** Puts the keyboard's focus on a node. */
  focus(id: string): void
}

let camera: Camera | undefined

/** Called by the canvas when it appears, and with `undefined` when it goes. */
export function setCamera(next: Camera | undefined): void {
  camera = next
}

export const theCamera = (): Camera | undefined => camera

export const canvasCentre = (): Position => camera?.centre() ?? { x: 0, y: 0 }
