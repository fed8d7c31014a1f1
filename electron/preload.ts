import { ipcRenderer } from 'electron'
import { PORT_MESSAGE } from '#shared/contract/wire.ts'

// The port goes to the page and nothing stays here: no API, no channel, nothing for a page to call.
ipcRenderer.on(PORT_MESSAGE, (event) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [...event.ports])
})
