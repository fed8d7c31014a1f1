import { app, type BrowserWindow, dialog } from 'electron'

const STOP = 0
const STAY = 1

/** Asks before the app is left while a run is under way, since leaving stops it. */
export class Leaving {
  private readonly busy: () => boolean
  private readonly window: () => BrowserWindow | null
  private agreed = false
  private asking = false

  constructor(busy: () => boolean, window: () => BrowserWindow | null) {
    this.busy = busy
    this.window = window
  }

  /** Holds back what would end the app, and asks, if there is a run to stop. */
  check(event: { preventDefault(): void }): void {
    if (this.agreed || !this.busy()) return
    event.preventDefault()
    if (!this.asking) void this.ask()
  }

  /** From now on nobody is asked: the system ends the app, and waits for no answer. */
  agree(): void {
    this.agreed = true
  }

  /** Leaves without a question. */
  leave(): void {
    this.agree()
    app.quit()
  }

  private async ask(): Promise<void> {
    this.asking = true
    try {
      const window = this.window()
      if (window?.isMinimized()) window.restore()
      const options = {
        type: 'question' as const,
        message: 'A run is under way',
        detail: 'Quitting Ergo stops it. The results that it has so far are kept with the run.',
        buttons: ['Stop the run and quit', 'Stay'],
        defaultId: STAY,
        cancelId: STAY,
        noLink: true,
      }
      const { response } = await (window
        ? dialog.showMessageBox(window, options)
        : dialog.showMessageBox(options))
      if (response === STOP) this.leave()
    } finally {
      this.asking = false
    }
  }
}
