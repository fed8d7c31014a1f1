import { defineConfig } from 'vitest/config'

// Words for people are in the locale of the process; the tests' is the same everywhere.
process.env.LC_ALL = 'en_GB.UTF-8'

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
    },
  },
})
