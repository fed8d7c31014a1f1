import { theCamera } from '../../stores/camera.ts'
import { useDocument } from '../../stores/document.ts'
import { usePicker } from '../../stores/picker.ts'

/** Opens the search of operations at a point of the window; without one, in the middle of the canvas. */
export function openPickerAt(point?: { readonly x: number; readonly y: number }): void {
  const camera = theCamera()
  const { chain, past } = useDocument.getState()
  if (!camera || !chain || past) return
  const at = point ?? camera.middle()
  usePicker.getState().open({ at, position: camera.positionOf(at) })
}
