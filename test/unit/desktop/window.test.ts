import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemDialogs } from '#electron/desktop/dialogs.ts'
import { PAGE } from '#electron/desktop/security.ts'
import { openWindow } from '#electron/desktop/window.ts'
import { PORT_MESSAGE } from '#shared/contract/wire.ts'

const electron = vi.hoisted(() => {
  const { EventEmitter } = require('node:events')
  class Contents extends EventEmitter {
    mainFrame = { url: 'app://ergo/', parent: null, detached: false, postMessage: vi.fn() }
  }
  class BrowserWindow extends EventEmitter {
    static made: BrowserWindow[] = []
    options: Record<string, unknown>
    webContents = new Contents()
    show = vi.fn()
    maximize = vi.fn()
    loadURL = vi.fn(async () => {})
    reload = vi.fn()
    isDestroyed = () => false
    bounds = { x: 5, y: 6, width: 1000, height: 700 }
    constructor(options: Record<string, unknown>) {
      super()
      this.options = options
      BrowserWindow.made.push(this)
    }
    getNormalBounds() {
      return this.bounds
    }
    isMaximized() {
      return true
    }
  }
  const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  return {
    BrowserWindow,
    MessageChannelMain: class {
      port1 = { start: vi.fn() }
      port2 = { end: 2 }
    },
    screen: { getPrimaryDisplay: () => display, getAllDisplays: () => [display] },
    nativeTheme: { shouldUseDarkColors: false },
    dialog: { showOpenDialog: vi.fn(), showSaveDialog: vi.fn(), showMessageBox: vi.fn() },
  }
})
vi.mock('electron', () => electron)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ergo-desktop-'))
  electron.BrowserWindow.made = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function open() {
  const connect = vi.fn()
  const stateFile = join(folder, 'window.json')
  const quit = vi.fn()
  const window = openWindow({ connect, stateFile, preload: '/preload.cjs', quit })
  const [made] = electron.BrowserWindow.made
  if (!made) throw new Error('no window')
  return { window, made, connect, stateFile, quit }
}

describe('the window', () => {
  it('is a sandboxed page of ours, shown when there is something to see', () => {
    const { made } = open()
    expect(made.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      preload: '/preload.cjs',
    })
    expect(made.loadURL).toHaveBeenCalledWith(PAGE)
    expect(made.options.show).toBe(false)
    made.emit('ready-to-show')
    expect(made.show).toHaveBeenCalledOnce()
  })

  it('gets one port each time its page has loaded', () => {
    const { made, connect } = open()
    made.webContents.emit('dom-ready')
    expect(connect).toHaveBeenCalledOnce()
    expect(made.webContents.mainFrame.postMessage).toHaveBeenCalledWith(PORT_MESSAGE, null, [{ end: 2 }])
    made.webContents.emit('dom-ready')
    expect(connect).toHaveBeenCalledTimes(2)
  })

  it('gets a new page when its page has crashed, and one more only when asked for', async () => {
    const { made, quit } = open()
    const { showMessageBox } = electron.dialog
    showMessageBox.mockResolvedValueOnce({ response: 0 }).mockResolvedValueOnce({ response: 1 })
    made.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(made.reload).not.toHaveBeenCalled()
    made.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    made.webContents.emit('render-process-gone', {}, { reason: 'oom' })
    expect(made.reload).toHaveBeenCalledOnce()
    expect(made.show).toHaveBeenCalledOnce()
    expect(showMessageBox.mock.lastCall).toEqual([
      made,
      expect.objectContaining({ buttons: ['Try again', 'Quit'], cancelId: 0 }),
    ])
    await vi.waitFor(() => expect(made.reload).toHaveBeenCalledTimes(2))
    expect(quit).not.toHaveBeenCalled()
    made.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce())
    expect(made.reload).toHaveBeenCalledTimes(2)
  })

  it('that shows another page gets none', () => {
    const { made, connect } = open()
    made.webContents.mainFrame.url = 'https://example.com/'
    made.webContents.emit('dom-ready')
    expect(connect).not.toHaveBeenCalled()
    expect(made.webContents.mainFrame.postMessage).not.toHaveBeenCalled()
  })

  it('opens where it was, also when what was kept can’t be read', () => {
    const first = open()
    first.made.emit('close')
    expect(JSON.parse(readFileSync(first.stateFile, 'utf8'))).toEqual({
      ...first.made.bounds,
      maximized: true,
    })
    electron.BrowserWindow.made = []
    const second = open()
    expect(second.made.options).toMatchObject({ x: 5, y: 6, width: 1000, height: 700 })
    expect(second.made.maximize).not.toHaveBeenCalled()
    second.made.emit('ready-to-show')
    expect(second.made.maximize).toHaveBeenCalledOnce()
    writeFileSync(second.stateFile, 'nonsense')
    electron.BrowserWindow.made = []
    expect(open().made.options).toMatchObject({ width: 1440, height: 900 })
  })

  it('closes although its place can’t be kept', () => {
    const { made } = open()
    rmSync(folder, { recursive: true })
    expect(() => made.emit('close')).not.toThrow()
    folder = mkdtempSync(join(tmpdir(), 'ergo-desktop-'))
  })
})

describe('the system’s dialogs', () => {
  const request = { title: 'Open', types: [{ name: 'Tables', extensions: ['csv'] }], path: '/data' }

  it('give the chosen path, or none', async () => {
    const dialogs = systemDialogs(() => null)
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/a.csv'] })
    expect(await dialogs.open(request)).toBe('/a.csv')
    expect(electron.dialog.showOpenDialog).toHaveBeenCalledWith({
      title: 'Open',
      filters: request.types,
      defaultPath: '/data',
      properties: ['openFile'],
    })
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] })
    expect(await dialogs.open(request)).toBeNull()
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: '/b.json' })
    expect(await dialogs.save({ title: 'Save', types: [] })).toBe('/b.json')
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' })
    expect(await dialogs.save({ title: 'Save', types: [] })).toBeNull()
  })

  it('stand before the window', async () => {
    const { window } = open()
    const dialogs = systemDialogs(() => window)
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/a.csv'] })
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: '/b.json' })
    await dialogs.open(request)
    await dialogs.save(request)
    expect(electron.dialog.showOpenDialog.mock.lastCall?.[0]).toBe(window)
    expect(electron.dialog.showSaveDialog.mock.lastCall?.[0]).toBe(window)
  })
})
