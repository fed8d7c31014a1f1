import { theCamera } from '../../stores/camera.ts'
import { useDocument } from '../../stores/document.ts'
import { usePicker } from '../../stores/picker.ts'

/**
 * Opens the search of operations at a point of the window; without one, the new node goes where there is room. With a
 * wire, it goes into that.
 */
export function openPickerAt(point?: { readonly x: number; readonly y: number }, edgeId?: string): void {
  const camera = theCamera()
  const { chain, past } = useDocument.getState()
  if (!camera || !chain || past) return
  usePicker.getState().open({
    at: point ?? camera.middle(),
    ...(point ? { position: camera.positionOf(point) } : {}),
    ...(edgeId === undefined ? {} : { edgeId }),
  })
}
