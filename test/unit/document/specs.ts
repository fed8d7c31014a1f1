import { z } from 'zod'
import {
  defineOperation,
  type InputPort,
  NO_INPUTS,
  type OperationSpec,
  oneOutput,
} from '#shared/operation/define.ts'
import { field } from '#shared/operation/field.ts'
import type { Registry } from '#shared/operation/registry.ts'

const about = { title: '', summary: '', keywords: [], icon: 'pin', traits: {}, examples: [], errors: {} }

export const source = defineOperation({
  ...about,
  id: 'data_input.source',
  type: 'DATA_INPUT',
  version: 1,
  title: 'Source',
  config: z.object({
    value: field(z.json().default(0), { label: 'value' }),
    kind: field(z.enum(['number', 'table', 'text']).default('number'), { label: 'kind' }),
  }),
  inputs: NO_INPUTS,
  outputs: (config) => oneOutput(config.kind),
})

/** Its config has been through two steps; the second step fails on what it does not know. */
export const scale = defineOperation({
  ...about,
  id: 'transform.scale',
  type: 'TRANSFORM',
  version: 3,
  title: 'Scale',
  config: z.object({
    factor: field(z.number().max(1000).default(1), { label: 'Factor' }),
    unit: field(z.string().min(1).default('m'), { label: 'Unit' }),
    parts: field(z.array(z.number()).default([]), { label: 'Parts' }),
  }),
  migrations: {
    1: ({ by, ...rest }) => ({ ...rest, factor: by ?? 1 }),
    2: (config) => {
      if (config.unit === 'furlong') throw new Error('furlongs are gone')
      return { ...config, unit: config.unit ?? 'm' }
    },
  },
  inputs: [{ name: 'in', type: 'number' }],
  outputs: oneOutput('number'),
})

export const pair = defineOperation({
  ...about,
  id: 'calculate.pair',
  type: 'CALCULATE',
  version: 2,
  title: 'Pair',
  config: z.object({ ports: field(z.array(z.string()).default(['left', 'right']), { label: 'ports' }) }),
  inputs: (config): readonly InputPort[] =>
    config.ports.map((name) => ({ name, label: name.toUpperCase(), type: 'number' })),
  outputs: oneOutput('any'),
})

export const sink = defineOperation({
  ...about,
  id: 'output.sink',
  type: 'OUTPUT',
  version: 1,
  title: 'Sink',
  config: z.object({}),
  inputs: [{ name: 'in', type: 'any', many: true, optional: true }],
  outputs: oneOutput('any'),
})

const SPECS: readonly OperationSpec[] = [source, scale, pair, sink]
const byId = new Map(SPECS.map((spec) => [spec.id, spec]))
export const testRegistry: Registry = (id) => byId.get(id)
