import { create } from 'zustand'

/** The node that is being connected by keyboard. */
export const useConnector = create<{ readonly nodeId: string | undefined }>()(() => ({ nodeId: undefined }))
