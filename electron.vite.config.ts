import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { NONCE_PLACEHOLDER } from './electron/window/policy.ts'
import { operationIcons } from './renderer/build/operation-icons.ts'

const root = import.meta.dirname
const at = (path: string): string => join(root, path)

/** What runs on Node or in Electron's main process; each becomes `out/main/<name>.js`. */
const ENTRIES = {
  main: 'electron/main.ts',
  serve: 'electron/serve.ts',
  cli: 'electron/cli.ts',
  worker: 'electron/worker/main.ts',
  prune: 'electron/worker/prune.ts',
  values: 'electron/worker/values.ts',
  host: 'electron/worker/host.ts',
  'desktop-host': 'electron/desktop/host.ts',
  'script-worker': 'electron/worker/script.ts',
}

/** Packages that are bundled. The others are native, or (SES) must be the first and only of their kind in a thread. */
const BUNDLED = [
  '@orpc/client',
  '@orpc/contract',
  '@orpc/server',
  'acorn',
  'commander',
  'drizzle-orm',
  'eslint-scope',
  'iconv-lite',
  'jcampconverter',
  'ml-airpls',
  'ml-matrix',
  'ml-savitzky-golay-generalized',
  'ml-spectra-processing',
  'simple-statistics',
  'unitmath',
  'ws',
  'zod',
]

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Bundled, only what is used of a package is loaded, which makes for a quicker start.
      externalizeDeps: { exclude: BUNDLED },
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, at(path)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload is a script, not a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    // The desktop shell serves the page at app://ergo/, the browser shell at /.
    base: './',
    html: { cspNonce: NONCE_PLACEHOLDER },
    plugins: [react(), operationIcons()],
    worker: { format: 'es' },
    build: {
      outDir: at('out/renderer'),
      target: 'es2024',
      minify: true,
      // An asset as a data: address would need the policy to allow those.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
})
