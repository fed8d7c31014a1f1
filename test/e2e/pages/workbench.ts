import { expect, type Locator, type Page } from '@playwright/test'
import { Canvas, fileFor } from './canvas.ts'

/** What a clip or a chain may look like on the clipboard. */
export interface Clip {
  readonly name?: string
  readonly nodes: readonly object[]
  readonly edges: readonly object[]
}

/** The window with a chain open. */
export class Workbench {
  readonly page: Page
  readonly canvas: Canvas
  readonly inspector: Locator
  readonly dock: Locator
  /** What was shown when a run was last asked for, until that has ended. */
  private before: string | null = null

  constructor(page: Page) {
    this.page = page
    this.canvas = new Canvas(page)
    this.inspector = page.getByRole('region', { name: 'Inspector' })
    this.dock = page.getByRole('region', { name: 'Dock' })
  }

  /** A new chain of these parts that takes inputs. */
  async beginWith(
    parameters: readonly object[],
    { nodes, edges }: Clip,
    name = 'With inputs',
  ): Promise<void> {
    const chain = { format: 'ergo.chain', version: 1, name, parameters, nodes, edges }
    await this.dropOnChains(`${name}.ergo.json`, JSON.stringify(chain))
    await expect(this.canvas.nodes).toHaveCount(nodes.length)
  }

  /** Drops a chain's or a run's file, which holds the content so many times, on the list of chains. */
  async dropOnChains(name: string, content: string, times = 1): Promise<void> {
    await this.go('Chains')
    const dataTransfer = await fileFor(this.page, name, content, times)
    await this.page.locator('body').dispatchEvent('dragenter', { dataTransfer })
    await this.page
      .getByText("Drop a chain's or a run's file to open it")
      .dispatchEvent('drop', { dataTransfer })
  }

  async newChain(): Promise<void> {
    await this.page.getByRole('button', { name: 'New chain' }).first().click()
    await expect(this.page.getByRole('region', { name: 'Canvas' })).toBeVisible()
  }

  async go(section: 'Canvas' | 'Chains' | 'Runs' | 'Conclusions' | 'Templates' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: section }).click()
  }

  /** From the gallery, which must be shown: opens the chain. */
  async startWith(name: string): Promise<void> {
    await this.page.getByRole('article', { name }).getByRole('button', { name: 'Use this template' }).click()
    await expect(this.page.getByRole('region', { name: 'Canvas' })).toBeVisible()
  }

  /** A field of the selected node's form. */
  field(label: string): Locator {
    return this.inspector.getByLabel(label, { exact: true })
  }

  async select(id: string): Promise<void> {
    await this.canvas.node(id).click()
    await expect(this.inspector.getByRole('button', { name: `Id ${id}, change` })).toBeVisible()
  }

  /** Replaces what stands in a code editor of the form. */
  async type(label: string, text: string): Promise<void> {
    const editor = this.field(label)
    await editor.click()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.insertText(text)
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible()
  }

  async run(): Promise<void> {
    this.before = await this.page.evaluate(
      () => document.querySelector('header output')?.getAttribute('data-run') ?? null,
    )
    await this.page.keyboard.press('ControlOrMeta+Enter')
  }

  /** The line that says how the shown run went. */
  get runLine(): Locator {
    return this.page.locator('header output')
  }

  async ended(word: 'Completed' | 'Failed' | 'Stopped'): Promise<void> {
    if (this.before) await expect(this.runLine).not.toHaveAttribute('data-run', this.before)
    this.before = null
    await expect(this.runLine.getByRole('img', { name: word })).toBeVisible()
  }

  async openTab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  /** Pastes text as the keyboard would, whatever the browser lets the test do with the clipboard. */
  async paste(clip: Clip): Promise<void> {
    await this.page.evaluate((text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    }, JSON.stringify(clip))
  }

  /** Does what the menu of a node, or of the empty canvas, offers. */
  async choose(action: string, id?: string): Promise<void> {
    if (id === undefined) await this.canvas.pane.click({ button: 'right', position: { x: 20, y: 20 } })
    else await this.canvas.node(id).click({ button: 'right' })
    await this.page.getByRole('menuitem', { name: action }).click()
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  /** Does what the chain's own menu offers. */
  async chooseOfChain(action: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Chain .*, menu$/ }).click()
    await this.page.getByRole('menuitem', { name: action }).click()
    // Until it is gone, keys are the menu's.
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  /** A new chain of these parts, seen whole. */
  async begin(clip: Clip): Promise<void> {
    await this.newChain()
    await this.paste(clip)
    await expect(this.canvas.nodes).toHaveCount(clip.nodes.length)
    await this.page.keyboard.press('ControlOrMeta+0')
    // What was pasted is selected; a click beside it lets go.
    await this.canvas.pane.click({ position: { x: 4, y: 4 } })
    await expect(this.page.locator('.react-flow__node.selected')).toHaveCount(0)
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+z')
  }

  async redo(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+z')
  }
}
