import type { Services } from '#electron/engine/operation.ts'
import type { RunServices } from '#electron/engine/run-services.ts'

const absent = (): never => {
  throw new Error('not in this test')
}

/** Services of a test whose operations need none. */
export function noServices(): RunServices {
  const services: Services = {
    expressions: { compile: absent, compileScript: absent },
    tables: {
      read: absent,
      parse: absent,
      select: absent,
      query: absent,
      fromRecords: absent,
      rows: absent,
      write: absent,
    },
    folders: [],
    environment: {},
    script: absent,
    runScript: absent,
  }
  return { services, close: async () => {} }
}
