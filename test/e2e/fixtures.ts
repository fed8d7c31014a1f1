import { test as base, expect, type Page } from '@playwright/test'
import { browserApp, desktopApp, noElectron, type RunningApp } from './app.ts'

export interface ShellOptions {
  shell: 'browser' | 'desktop'
}

interface Fixtures {
  app: RunningApp
  page: Page
  /** What the page has complained of: uncaught errors, logged errors, breaches of its policy. Empty at the end of a test. */
  complaints: string[]
}

/** Tests get `page`, the window of an app that nobody has used before, through the shell that the project names. */
export const test = base.extend<ShellOptions & Fixtures>({
  shell: ['browser', { option: true }],

  complaints: async ({ shell: _ }, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints).toEqual([])
  },

  app: async (
    { shell, complaints, playwright, launchOptions, contextOptions, viewport, colorScheme, locale },
    use,
  ) => {
    if (shell === 'desktop') {
      const why = noElectron()
      test.skip(why !== null, why ?? '')
      const app = await desktopApp()
      await use(app)
      await app.close()
      return
    }
    const browser = await playwright.chromium.launch(launchOptions)
    const looks = { viewport, colorScheme: colorScheme ?? 'light', locale: locale ?? 'en-GB' }
    const context = await browser.newContext({ ...contextOptions, ...looks })
    const app = await browserApp(async () => watch(await context.newPage(), complaints))
    await use(app)
    // The page first: it would complain of an app that is gone.
    await browser.close()
    await app.close()
  },

  page: async ({ app, shell, complaints }, use) => {
    const page = await app.page()
    await use(shell === 'desktop' ? watch(page, complaints) : page)
  },
})

function watch(page: Page, complaints: string[]): Page {
  page.on('pageerror', (error) => complaints.push(`${error}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return page
}

export { expect }
