import { app, type Session, type WebContents } from 'electron'
import { mayLoad, mayNavigate, mayUse } from './security.ts'

/** Puts the rules of `security.ts` on every page that the app will ever have. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      if (!mayNavigate(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!mayNavigate(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Puts the rules of `security.ts` on what pages of this session may ask for and load. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUse(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const developer = !app.isPackaged && details.url.startsWith('devtools:')
    answer({ cancel: !developer && !mayLoad(details.url) })
  })
  session.on('will-download', (event, item) => {
    if (!mayLoad(item.getURL())) event.preventDefault()
  })
}
