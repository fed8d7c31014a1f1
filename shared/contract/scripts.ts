import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { ExecutionId } from '../base/ids.ts'
import { JsonRecord } from '../base/json.ts'
import { Parameter } from '../chain/schema.ts'
import { Done, PageRequest, pageOf, procedure, Time } from './base.ts'
import { ValuePreview } from './preview.ts'

const Name = z.string().trim().min(1).max(200)

export const ScriptSummary = z.object({
  name: Name,
  description: z.string(),
  /** The newest version. Versions count from 1 and never change. */
  version: z.number().int(),
  updatedAt: Time,
})
export type ScriptSummary = z.infer<typeof ScriptSummary>

export const ScriptVersion = ScriptSummary.extend({ code: z.string(), parameters: z.array(Parameter) })
export type ScriptVersion = z.infer<typeof ScriptVersion>

/** One run of a script. Where a node of a chain ran it, `executionId` and `nodeId` say which. */
export const ScriptExecution = z.object({
  id: z.string(),
  name: Name,
  version: z.number().int(),
  status: z.enum(['running', 'completed', 'failed', 'cancelled']),
  startedAt: Time,
  durationMs: z.number().nullable(),
  arguments: JsonRecord,
  result: ValuePreview.nullable(),
  error: AppError.nullable(),
  executionId: ExecutionId.nullable(),
  nodeId: z.string().nullable(),
})
export type ScriptExecution = z.infer<typeof ScriptExecution>

const One = z.object({ name: Name })

export const scripts = {
  list: procedure
    .input(PageRequest.extend({ search: z.string().max(500).optional() }))
    .output(pageOf(ScriptSummary)),
  /** The newest version unless one is asked for. Errors: `script_missing`. */
  get: procedure.input(One.extend({ version: z.number().int().optional() })).output(ScriptVersion),
  /** Newest first. Errors: `script_missing`. */
  versions: procedure
    .input(PageRequest.extend(One.shape))
    .output(pageOf(z.object({ version: z.number().int(), createdAt: Time }))),
  /** A new version, unless nothing changed. A new name makes a new script. Errors: `script_invalid`. */
  save: procedure
    .input(
      One.extend({
        description: z.string().max(5000).default(''),
        code: z.string().max(1_000_000),
        parameters: z.array(Parameter).default([]),
      }),
    )
    .output(ScriptVersion),
  /** Errors: `script_missing`, `script_exists`. */
  rename: procedure.input(One.extend({ to: Name })).output(ScriptSummary),
  /** Runs that used it keep its text. Errors: `script_missing`. */
  delete: procedure.input(One).output(Done),
  /** Runs it to its end. Errors: `script_missing`; a failure of the script itself is in the answer. */
  run: procedure
    .input(One.extend({ version: z.number().int().optional(), arguments: JsonRecord.default({}) }))
    .output(ScriptExecution),
  /** Newest first. */
  executions: procedure.input(PageRequest.extend({ name: Name.optional() })).output(pageOf(ScriptExecution)),
}
