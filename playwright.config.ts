import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './test/e2e/chromium.ts'
import type { ShellOptions } from './test/e2e/fixtures.ts'

const launchOptions = { executablePath: findChromium(), args: CHROMIUM_FLAGS }

/** The same specs through both doors: the browser shell in Chromium, and Electron where its binary is there. */
export default defineConfig<ShellOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './test/e2e/setup.ts',
  // Each test starts an app of its own, with its own data folder: files of specs run beside each other.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    // Recording costs a quarter of the time: ask for it with `--trace on` where a test is looked into.
    trace: 'off',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  },
  projects: [
    { name: 'browser', use: { shell: 'browser', launchOptions } },
    { name: 'desktop', use: { shell: 'desktop' } },
    { name: 'screens', testMatch: '**/*.screens.ts', use: { shell: 'browser', launchOptions } },
  ],
})
