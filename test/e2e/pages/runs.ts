import type { Locator, Page } from '@playwright/test'

/** The list of past runs. */
export class Runs {
  readonly page: Page
  readonly rows: Locator
  readonly chosen: Locator

  constructor(page: Page) {
    this.page = page
    this.rows = page.getByRole('main').locator('tbody tr')
    this.chosen = page.getByRole('region', { name: 'Chosen runs' })
  }

  /** Newest first, counted from 0. */
  row(at: number): Locator {
    return this.rows.nth(at)
  }

  async choose(at: number): Promise<void> {
    await this.row(at)
      .getByRole('checkbox', { name: /^Choose the run of/ })
      .check()
  }

  async open(at: number): Promise<void> {
    await this.row(at)
      .getByRole('button', { name: /open this run/ })
      .click()
  }

  /** Chooses an entry of a run's menu. */
  async act(at: number, name: string | RegExp): Promise<void> {
    await this.row(at)
      .getByRole('button', { name: /^Actions for the run of/ })
      .click()
    await this.page.getByRole('menuitem', { name }).click()
  }

  async filter(name: string, choice: string): Promise<void> {
    await this.page.getByRole('search').getByRole('combobox', { name, exact: true }).click()
    await this.page.getByRole('option', { name: choice, exact: true }).click()
  }
}
