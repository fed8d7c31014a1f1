import { spawn } from 'node:child_process'
import { app } from 'electron'

/** Starts the app again as soon as this process has ended; everything that it keeps must be closed by now. */
export function startAgain(args: readonly string[]): void {
  const image = app.isPackaged ? process.env.APPIMAGE : undefined
  if (image === undefined) {
    app.relaunch({ args: [...args] })
    return
  }
  // What Electron leaves behind for this would run from inside the image, which goes away with this process.
  app.releaseSingleInstanceLock()
  spawn(image, args, { detached: true, stdio: 'ignore' })
    .on('error', (error) => console.error('Ergo can’t start again:', error.message))
    .unref()
}
