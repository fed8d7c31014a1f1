import { api } from '../api.ts'
import { KeptView, useView } from './view.ts'

/** How long the window must be still before what it looks like is kept, in milliseconds. */
const PAUSE = 400

let kept = ''
let timer: ReturnType<typeof setTimeout> | undefined

async function keep(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const view = KeptView.parse(useView.getState())
  const text = JSON.stringify(view)
  if (text === kept) return
  kept = text
  try {
    // Through text, so that what is left out is left out.
    await api.settings.set({ view: JSON.parse(text) })
  } catch {
    // It is kept with the next change; nothing of the user's is lost.
    kept = ''
  }
}

/**
 * Takes up what the window looked like, and keeps every change from now on: with the app, not with the browser, whose
 * memory ends with the address.
 */
export async function restoreView(): Promise<void> {
  const { section } = useView.getState()
  try {
    const { view } = await api.settings.get()
    // Somebody may have gone somewhere before this answer came.
    const went = useView.getState().section
    useView.setState({ ...KeptView.parse(view), ...(went === section ? {} : { section: went }) })
    kept = JSON.stringify(KeptView.parse(view))
  } catch {
    // The defaults will do.
  }
  useView.subscribe(() => {
    timer ??= setTimeout(() => void keep(), PAUSE)
  })
}

/** Keeps at once what waits, before the window goes. */
export function keepViewNow(): void {
  if (timer !== undefined) void keep()
}
