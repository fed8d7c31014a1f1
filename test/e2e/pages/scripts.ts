import { expect, type Locator, type Page } from '@playwright/test'

/** The screen of scripts, with one of them open. */
export class ScriptsPage {
  readonly page: Page
  readonly library: Locator
  readonly code: Locator
  readonly side: Locator
  readonly standing: Locator

  constructor(page: Page) {
    this.page = page
    this.library = page.getByRole('region', { name: 'Library' })
    this.code = page.getByRole('textbox', { name: 'Code' })
    this.side = page.getByRole('region', { name: 'Script', exact: true })
    this.standing = page.getByRole('banner').or(page.locator('header')).getByRole('status')
  }

  async go(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Scripts' }).click()
    await expect(this.page.getByRole('heading', { name: 'Scripts', level: 1 })).toBeVisible()
  }

  /** Replaces the code. */
  async write(code: string): Promise<void> {
    await this.code.click()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.insertText(code)
  }

  async create(name: string, code: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New script' }).click()
    await this.page.getByLabel('Name of the script').fill(name)
    await this.write(code)
    await this.save()
    await expect(this.standing).toHaveText('Version 1')
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save', exact: true }).click()
  }

  async tab(name: 'Run' | 'About' | 'Versions' | 'Past'): Promise<void> {
    await this.side.getByRole('tab', { name }).click()
  }

  async run(): Promise<void> {
    await this.tab('Run')
    await this.side.getByRole('button', { name: 'Run', exact: true }).click()
  }

  get outcome(): Locator {
    return this.side.getByRole('region', { name: 'Outcome' })
  }
}
