import { enableCompileCache } from 'node:module'

enableCompileCache()
// Loaded after the cache is on, so that its modules are kept compiled from one start to the next.
const { main } = await import('./cli/main.ts')
process.exitCode = await main(process.argv.slice(2))
