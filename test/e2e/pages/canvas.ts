import { expect, type JSHandle, type Locator, type Page } from '@playwright/test'

interface Point {
  readonly x: number
  readonly y: number
}

const centreOf = async (locator: Locator): Promise<Point> => {
  const box = await locator.boundingBox()
  if (!box) throw new Error('Not on screen.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** What a file from outside the window is to the page that it is dropped on. */
export function fileFor(page: Page, name: string, text: string, times = 1): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(
    (file) => {
      const data = new DataTransfer()
      data.items.add(new File([file.text.repeat(file.times)], file.name))
      return data
    },
    { name, text, times },
  )
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

  /** Drops a file from outside the window. */
  async dropFile(name: string, text: string): Promise<void> {
    await this.pane.dispatchEvent('drop', {
      ...(await this.middle()),
      dataTransfer: await fileFor(this.page, name, text),
    })
  }

  /** Moves what is under a handle by so many pixels. */
  async drag(handle: Locator, dx: number, dy: number): Promise<void> {
    const { x, y } = await centreOf(handle)
    await this.page.mouse.move(x, y)
    await this.page.mouse.down()
    await this.page.mouse.move(x + dx / 2, y + dy / 2, { steps: 3 })
    await this.page.mouse.move(x + dx, y + dy, { steps: 3 })
    await this.page.mouse.up()
  }

  /** Where a part stands on the canvas, whatever part of it is seen. */
  async place(id: string): Promise<Point> {
    const transform = await this.node(id).evaluate((element) => getComputedStyle(element).transform)
    const [x, y] = transform.split(/[(,)]/).slice(-3).map(Number)
    return { x: x ?? Number.NaN, y: y ?? Number.NaN }
  }

  private async middle(): Promise<{ clientX: number; clientY: number }> {
    const { x, y } = await centreOf(this.pane)
    return { clientX: x, clientY: y }
  }

  /** Adds an operation by the search that a double click opens. */
  async addBySearch(words: string, at: Point): Promise<void> {
    await this.pane.dblclick({ position: at })
    await this.page.getByRole('dialog', { name: 'Add a node' }).getByRole('textbox').fill(words)
    await this.page.keyboard.press('Enter')
  }
}
