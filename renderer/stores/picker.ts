import { create } from 'zustand'
import type { Position } from '#shared/chain/schema.ts'
import type { PortType } from '#shared/operation/value.ts'

/** A wire that waits for the new node. */
export interface WireFrom {
  readonly nodeId: string
  readonly port: string
  readonly side: 'source' | 'target'
  readonly type: PortType
}

/** The picker of operations: where it stands in the window, and where on the canvas the node will go. */
export interface PickerRequest {
  readonly at: { readonly x: number; readonly y: number }
  /** Without one, the node goes next to the selected one, and is joined to it where it fits. */
  readonly position?: Position
  readonly wire?: WireFrom
  /** The wire to insert into. */
  readonly edgeId?: string
}

interface PickerStore {
  readonly request: PickerRequest | undefined
  open(request: PickerRequest): void
  close(): void
}

export const usePicker = create<PickerStore>()((set) => ({
  request: undefined,
  open: (request) => set({ request }),
  close: () => set({ request: undefined }),
}))
