import { z } from 'zod'

/** The JSON that the command prints, written down apart from the code that prints it. */
const Fault = z.strictObject({ code: z.string().regex(/^[a-z_]+$/), message: z.string().min(1) })

export const PrintedTable = z.strictObject({
  table: z.strictObject({
    columns: z.array(z.strictObject({ name: z.string(), type: z.string(), unit: z.string().optional() })),
    rowCount: z.number().int(),
    rows: z.array(z.record(z.string(), z.json())),
  }),
})

export const NodeReport = z.strictObject({
  type: z.enum(['DATA_INPUT', 'TRANSFORM', 'CALCULATE', 'CONDITION', 'OUTPUT']),
  operation: z.string(),
  status: z.enum(['completed', 'failed', 'skipped', 'cancelled']),
  reason: z.string().nullable(),
  output: z.json(),
  decision: z.strictObject({ result: z.json(), path: z.string() }).nullable(),
  error: Fault.nullable(),
  warnings: z.array(Fault),
  attempts: z.number().int().min(0),
  cached: z.boolean(),
  why: z.string().optional(),
  durationMs: z.number().min(0),
  runner: z.number().int().min(0).optional(),
})

export const RunReport = z.strictObject({
  file: z.string(),
  executionId: z.string().min(1),
  chainId: z.string().min(1).nullable(),
  status: z.enum(['completed', 'failed', 'cancelled', 'timed_out']),
  durationMs: z.number().min(0),
  order: z.array(z.string()),
  nodes: z.record(z.string(), NodeReport),
  outputs: z.record(z.string(), z.json()),
  errors: z.array(Fault.extend({ nodeId: z.string().nullable() })),
  durationsMs: z.array(z.number().min(0)).optional(),
})
export type RunReport = z.infer<typeof RunReport>

export const InvalidReport = z.strictObject({
  file: z.string(),
  status: z.literal('invalid'),
  issues: z.array(
    Fault.extend({
      severity: z.enum(['error', 'warning']),
      nodeId: z.string().optional(),
      edgeId: z.string().optional(),
      field: z.string().optional(),
    }),
  ),
})
