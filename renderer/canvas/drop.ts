import { create } from 'zustand'

/** The wire that what is being dragged would be inserted into. */
export const useDropTarget = create<{ readonly edgeId: string | undefined }>()(() => ({ edgeId: undefined }))

/** The id of the wire under a point of the window, looking through what lies over it. */
export function edgeAt(x: number, y: number): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id')
    if (id) return id
  }
  return undefined
}
