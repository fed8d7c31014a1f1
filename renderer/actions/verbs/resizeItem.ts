import { batch, setFrame, setNote } from '../../model/edits.ts'
import { snap } from '../../model/place.ts'
import { useDocument } from '../../stores/document.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Gives a frame or a note another size. */
export function resizeItem(id: string, box: Box): void {
  const { chain, edit } = useDocument.getState()
  if (!chain) return
  const shape = { position: snap(box), width: Math.round(box.width), height: Math.round(box.height) }
  const frame = chain.frames?.find((one) => one.id === id)
  const note = chain.notes?.find((one) => one.id === id)
  edit(
    'Resize',
    batch([
      ...(frame ? [setFrame(chain, { ...frame, ...shape })] : []),
      ...(note ? [setNote(chain, { ...note, ...shape })] : []),
    ]),
  )
}
