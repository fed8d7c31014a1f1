import { expect, type Locator, type Page } from '@playwright/test'

interface Point {
  readonly x: number
  readonly y: number
}

const centreOf = async (locator: Locator): Promise<Point> => {
  const box = await locator.boundingBox()
  if (!box) throw new Error('Not on screen.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** The graph: its nodes, ports and wires. Points are in pixels from the canvas's top left. */
export class Canvas {
  private readonly page: Page
  readonly pane: Locator
  readonly nodes: Locator
  readonly wires: Locator

  constructor(page: Page) {
    this.page = page
    this.pane = page.locator('.react-flow__pane')
    this.nodes = page.locator('.react-flow__node-operation')
    this.wires = page.locator('.react-flow__edge')
  }

  node(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`)
  }

  output(id: string, port = 'out'): Locator {
    return this.node(id).locator(`.react-flow__handle.source[data-handleid="${port}"]`)
  }

  input(id: string, port = 'in'): Locator {
    return this.node(id).locator(`.react-flow__handle.target[data-handleid="${port}"]`)
  }

  wire(source: string, target: string): Locator {
    return this.page.locator(`[aria-label="Wire from ${source} to ${target}"]`)
  }

  /** Drags an operation from the palette onto the canvas. */
  async drop(operation: string, targetPosition: Point): Promise<void> {
    const item = this.page.getByLabel('Palette').getByRole('button', { name: operation, exact: true })
    await item.first().dragTo(this.pane, { targetPosition })
  }

  /** Draws a wire and holds it over its end. */
  async drawWire(from: Locator, to: Locator): Promise<void> {
    const start = await centreOf(from)
    const end = await centreOf(to)
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
    await this.page.mouse.move(end.x, end.y, { steps: 4 })
  }

  async connect(from: Locator, to: Locator): Promise<void> {
    const before = await this.wires.count()
    await this.drawWire(from, to)
    await this.page.mouse.up()
    await expect(this.wires).toHaveCount(before + 1)
  }

  /** Adds an operation by the search that a double click opens. */
  async addBySearch(words: string, at: Point): Promise<void> {
    await this.pane.dblclick({ position: at })
    await this.page.getByRole('dialog', { name: 'Add a node' }).getByRole('textbox').fill(words)
    await this.page.keyboard.press('Enter')
  }
}
