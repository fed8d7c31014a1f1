import { defineConfig } from 'vitest/config'

// Words for people are in the locale of the process; the tests' is the same everywhere.
process.env.LC_ALL = 'en_GB.UTF-8'

/** Percent of statements and branches that the whole suite covers at least; a part of it can't be held to that. */
const atLeast = (percent: number) => ({ statements: percent, branches: percent })
const thresholds = {
  'electron/engine/**': atLeast(98),
  'electron/operations/**': atLeast(95),
  'shared/**': atLeast(95),
}

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/integration/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'electron/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      ...(process.env.ERGO_WHOLE_SUITE ? { thresholds } : {}),
    },
  },
})
