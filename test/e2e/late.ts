import type { Page, WebSocketRoute } from '@playwright/test'

/** A message of the page's socket, as far as a test looks at it: its call, and the procedure where it begins one. */
interface Message {
  readonly i?: string
  readonly p?: { readonly u?: string }
}

const read = (message: string | Buffer): Message => {
  try {
    return JSON.parse(String(message))
  } catch {
    return {}
  }
}

/** Keeps answers of the app from the page until they are let through, as a busy machine may. In the browser shell only. */
export class LateAnswers {
  private wanted: { readonly procedure: string; readonly words: string } | undefined
  private readonly calls = new Set<string>()
  private kept: (() => void)[] = []

  /** For every connection that the page makes from its next load on. */
  static async of(page: Page): Promise<LateAnswers> {
    const late = new LateAnswers()
    await page.routeWebSocket(/./, (socket) => late.stand(socket))
    return late
  }

  /** From now on keeps the answers to calls of a procedure, such as `runs/get`, in which these words stand. */
  keep(procedure: string, words = ''): void {
    this.wanted = { procedure, words }
  }

  /** How many messages wait. */
  get count(): number {
    return this.kept.length
  }

  letThrough(): void {
    this.wanted = undefined
    this.calls.clear()
    for (const send of this.kept.splice(0)) send()
  }

  private stand(socket: WebSocketRoute): void {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const { i, p } = read(message)
      const { wanted } = this
      if (wanted && i && p?.u?.endsWith(`/${wanted.procedure}`) && String(message).includes(wanted.words))
        this.calls.add(i)
      server.send(message)
    })
    server.onMessage((message) => {
      const { i } = read(message)
      if (i && this.calls.has(i)) this.kept.push(() => socket.send(message))
      else socket.send(message)
    })
  }
}
