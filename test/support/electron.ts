import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { MenuItemConstructorOptions, MessageBoxOptions } from 'electron'

/** A page as the main process sees it. Ports that are posted to it go to whoever waits for one. */
class FakeContents extends EventEmitter {
  readonly ports: MessagePort[] = []
  readonly mainFrame = {
    url: 'app://ergo/',
    parent: null,
    detached: false,
    postMessage: (_channel: string, _message: unknown, ports: MessagePort[]): void => {
      this.ports.push(...ports)
    },
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents()
  readonly did: string[] = []
  minimized = false
  show(): void {}
  maximize(): void {}
  focus(): void {
    this.did.push('focus')
  }
  restore(): void {
    this.did.push('restore')
  }
  isMinimized(): boolean {
    return this.minimized
  }
  isMaximized(): boolean {
    return false
  }
  getNormalBounds() {
    return { x: 1, y: 2, width: 900, height: 600 }
  }
  async loadURL(): Promise<void> {}
}

/** Node's own channel has the same two ends. */
class FakeChannel {
  readonly port1: MessagePort
  readonly port2: MessagePort
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = port1
    this.port2 = port2
  }
}

/** A process of Node behaves as Electron's own kind, but for the way in. */
class FakeUtilityProcess extends EventEmitter {
  private readonly child: ChildProcess
  constructor() {
    super()
    const entry = join(import.meta.dirname, '../../electron/worker/host.ts')
    this.child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    })
    this.child.on('spawn', () => this.emit('spawn'))
    this.child.on('message', (message) => this.emit('message', message))
    this.child.on('exit', (code) => this.emit('exit', code ?? 1))
  }
  get pid(): number | undefined {
    return this.child.pid
  }
  get stderr(): NodeJS.ReadableStream | null {
    return this.child.stderr
  }
  postMessage(message: object): void {
    this.child.send(message, () => {})
  }
}

/** What the system hands to listeners that may hold something back. */
export function fakeEvent() {
  const event = {
    prevented: false,
    preventDefault: () => {
      event.prevented = true
    },
  }
  return event
}

export interface FakeElectron {
  /** What the app was told to do. */
  readonly log: readonly string[]
  readonly windows: readonly FakeWindow[]
  menu(): readonly MenuItemConstructorOptions[]
  /** Questions that stand open, and how each is answered, by its button. */
  readonly questions: readonly { readonly options: MessageBoxOptions; answer(button: string): void }[]
  /** Stands for the package `electron`. */
  readonly module: {
    readonly app: EventEmitter & { quit(): void }
    readonly powerMonitor: EventEmitter
  } & Readonly<Record<string, unknown>>
}

/** As much of Electron as the desktop shell uses. `first`: no other instance has the data folder. */
export function fakeElectron(first: boolean): FakeElectron {
  const log: string[] = []
  const windows: FakeWindow[] = []
  const questions: { options: MessageBoxOptions; answer(button: string): void }[] = []
  let template: MenuItemConstructorOptions[] = []
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    enableSandbox: () => log.push('sandbox'),
    setPath: (name: string, path: string) => log.push(`${name}=${path}`),
    requestSingleInstanceLock: () => first,
    whenReady: () => Promise.resolve(),
    addRecentDocument: (path: string) => log.push(`recent ${path}`),
    // As Electron does, but for the windows' own events.
    quit: () => {
      log.push('quit')
      const event = fakeEvent()
      app.emit('before-quit', event)
      if (!event.prevented) app.emit('will-quit', fakeEvent())
    },
    relaunch: ({ args }: { args: string[] }) => log.push(`relaunch ${args.join(' ')}`),
    exit: (code: number) => log.push(`exit ${code}`),
  })
  const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const nothing = (): void => {}
  return {
    log,
    windows,
    questions,
    menu: () => template,
    module: {
      app,
      BrowserWindow: class extends FakeWindow {
        constructor() {
          super()
          windows.push(this)
        }
      },
      MessageChannelMain: FakeChannel,
      Menu: {
        buildFromTemplate: (given: MenuItemConstructorOptions[]) => given,
        setApplicationMenu: (given: MenuItemConstructorOptions[]) => {
          template = given
        },
      },
      dialog: {
        showErrorBox: (title: string, text: string) => log.push(`${title}: ${text}`),
        showMessageBox: (...given: (MessageBoxOptions | FakeWindow)[]) =>
          new Promise((resolve) => {
            const options = given.find((each) => !(each instanceof FakeWindow))
            if (!options || !('message' in options)) throw new Error('no question')
            questions.push({
              options,
              answer: (button) => resolve({ response: options.buttons?.indexOf(button) }),
            })
          }),
        showOpenDialog: async () => ({ canceled: false, filePaths: ['/chosen.csv'] }),
      },
      powerMonitor: new EventEmitter(),
      nativeTheme: { shouldUseDarkColors: true },
      protocol: { registerSchemesAsPrivileged: () => log.push('scheme') },
      utilityProcess: { fork: () => new FakeUtilityProcess() },
      screen: { getPrimaryDisplay: () => display, getAllDisplays: () => [display] },
      session: {
        defaultSession: {
          setPermissionRequestHandler: nothing,
          setPermissionCheckHandler: nothing,
          setDevicePermissionHandler: nothing,
          webRequest: { onBeforeRequest: nothing },
          on: nothing,
          protocol: { handle: nothing },
        },
      },
    },
  }
}
