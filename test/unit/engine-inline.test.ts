import { ResultCache } from '#electron/engine/cache.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import { conformance } from '../engine/conformance.ts'
import { implementations } from '../engine/operations.ts'
import { noServices } from '../engine/services.ts'

conformance(
  'inline',
  () => new InlineExecutor({ implementations, cache: new ResultCache(), servicesFor: () => noServices() }),
)
