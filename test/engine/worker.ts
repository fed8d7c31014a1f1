import { serveRunner } from '#electron/engine/threads/serve.ts'
import { implementations } from './operations.ts'
import { noServices } from './services.ts'

await serveRunner(() => ({ implementations, servicesFor: () => noServices() }))
