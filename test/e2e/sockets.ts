import type { Page, WebSocketRoute } from '@playwright/test'

/** A page whose connection to the app can be cut, from its next load on. In the browser shell only. */
export class Sockets {
  private readonly open: WebSocketRoute[] = []
  private away = false

  static async of(page: Page): Promise<Sockets> {
    const sockets = new Sockets()
    await page.routeWebSocket(/./, (socket) => {
      if (sockets.away) return void socket.close()
      sockets.open.push(socket)
      socket.connectToServer()
    })
    return sockets
  }

  async cut(): Promise<void> {
    this.away = true
    for (const socket of this.open) await socket.close()
  }

  mend(): void {
    this.away = false
  }
}
