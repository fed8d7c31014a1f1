import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { JsonRecord } from '../base/json.ts'
import { Issue } from '../chain/issue.ts'
import { Parameter } from '../chain/schema.ts'
import { ScriptName as Name, Script, ScriptParameters } from '../document/script/schema.ts'
import { LogLevel } from '../run/events.ts'
import { Done, PageRequest, pageOf, procedure, Time } from './base.ts'
import { ValuePreview } from './preview.ts'

export const ScriptSummary = z.object({
  name: Name,
  description: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  /** The newest version. Versions count from 1 and never change. */
  version: z.number().int(),
  updatedAt: Time,
})
export type ScriptSummary = z.infer<typeof ScriptSummary>

const { timeoutMs, memoryMb, testInput } = Script.shape
const limits = { timeoutMs: timeoutMs.unwrap(), memoryMb: memoryMb.unwrap() }

/** `updatedAt` is when this version was made. What describes the script, and its limits, are no part of a version. */
export const ScriptVersion = ScriptSummary.extend({
  ...limits,
  code: z.string(),
  parameters: z.array(Parameter),
  testInput: testInput.unwrap(),
})
export type ScriptVersion = z.infer<typeof ScriptVersion>

const STATUSES = ['running', 'completed', 'failed', 'cancelled'] as const

/** How a script ended, and what it said. */
export const ScriptOutcome = z.object({
  status: z.enum(STATUSES),
  durationMs: z.number().nullable(),
  arguments: JsonRecord,
  result: ValuePreview.nullable(),
  /** `data.line` and `data.column`, from 1, where it came up in the code, if that is known. */
  error: AppError.nullable(),
  log: z.array(z.object({ at: Time, level: LogLevel, message: z.string() })),
})
export type ScriptOutcome = z.infer<typeof ScriptOutcome>

/**
 * One run of a script that is kept. Where a node of a chain ran it, `executionId` and `nodeId` say which, and its log is
 * in the run's.
 */
export const ScriptExecution = ScriptOutcome.extend({
  id: z.string(),
  name: Name,
  version: z.number().int(),
  startedAt: Time,
  executionId: ExecutionId.nullable(),
  nodeId: z.string().nullable(),
})
export type ScriptExecution = z.infer<typeof ScriptExecution>

/** A list of executions leaves out the logs, which can be long. */
const ListedExecution = ScriptExecution.omit({ log: true })
export type ListedExecution = z.infer<typeof ListedExecution>

/** What a person is writing, before it is saved: kept as it is typed, whether it could be saved or not. */
export const ScriptDraft = z.object({
  name: z.string().max(500),
  description: z.string().max(20_000),
  category: z.string().max(500),
  tags: z.array(z.string()),
  parameters: z.array(Parameter),
  timeoutMs: z.number(),
  memoryMb: z.number(),
  testInput: JsonRecord,
  code: z.string().max(1_000_000),
})
export type ScriptDraft = z.infer<typeof ScriptDraft>

/** A script that comes with Ergo; `added` where the library has one of its name. */
export const ReadyScript = z.object({
  name: Name,
  description: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  added: z.boolean(),
})
export type ReadyScript = z.infer<typeof ReadyScript>

/** What a text would be refused for, with the place in it. */
export const ScriptProblem = z.object({
  message: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  /** How many characters it is about, where it is about a name. */
  length: z.number().int().optional(),
})
export type ScriptProblem = z.infer<typeof ScriptProblem>

/** What a use of a script finds; `newest` is null where there is none of the name, `parameters` where not that version. */
export const FoundScript = z.object({
  name: z.string(),
  version: z.number().int().optional(),
  newest: z.number().int().nullable(),
  parameters: z.array(Parameter).nullable(),
})
export type FoundScript = z.infer<typeof FoundScript>

/** How many characters the text of a script's file may have, which goes in one message. */
export const MAX_SCRIPT_TEXT = 2_000_000

const One = z.object({ name: Name })
const Versioned = One.extend({ version: z.number().int().optional() })
const Key = z.object({ key: z.string().min(1).max(300) })

export const scripts = {
  /** By name. `category` and `tag` as they are written. */
  list: procedure
    .input(
      PageRequest.extend({
        search: z.string().max(500).optional(),
        category: z.string().optional(),
        tag: z.string().optional(),
      }),
    )
    .output(pageOf(ScriptSummary)),
  /** Every category and tag that is in use, sorted. */
  labels: procedure.output(z.object({ categories: z.array(z.string()), tags: z.array(z.string()) })),
  /** The newest version unless one is asked for. Errors: `script_missing`. */
  get: procedure.input(Versioned).output(ScriptVersion),
  /** What is there of scripts that nodes use, in the order asked for. */
  lookUp: procedure
    .input(
      z.object({
        uses: z.array(z.object({ name: z.string(), version: z.number().int().optional() })).max(5000),
      }),
    )
    .output(z.array(FoundScript)),
  /** Newest first. Errors: `script_missing`. */
  versions: procedure
    .input(PageRequest.extend(One.shape))
    .output(pageOf(z.object({ version: z.number().int(), createdAt: Time }))),
  /**
   * A new version where code or parameters changed. A new name makes a new script; what is left out of another stays
   * as it is. Errors: `script_invalid`, with `data.line` where it is about the code.
   */
  save: procedure
    .input(
      One.extend({
        description: Script.shape.description.unwrap().optional(),
        category: Script.shape.category.unwrap().optional(),
        tags: Script.shape.tags.unwrap().optional(),
        timeoutMs: limits.timeoutMs.optional(),
        memoryMb: limits.memoryMb.optional(),
        testInput: testInput.unwrap().optional(),
        code: Script.shape.code,
        parameters: ScriptParameters.default([]),
      }),
    )
    .output(ScriptVersion),
  /** Chains whose nodes run it by the old name are changed to the new one, and given. Errors: `script_missing`, `script_exists`. */
  rename: procedure
    .input(One.extend({ to: Name }))
    .output(ScriptSummary.extend({ chains: z.array(ChainId) })),
  /** Runs that used it keep its text. Errors: `script_missing`. */
  delete: procedure.input(One).output(Done),
  /** Brings back what was deleted last under this name. Errors: `script_missing`, `script_exists`. */
  restore: procedure.input(One).output(ScriptSummary),
  /** What keeps the code from running, as far as can be said without running it. */
  check: procedure
    .input(z.object({ code: Script.shape.code, names: z.array(z.string()).max(1000) }))
    .output(z.array(ScriptProblem)),
  /** Runs it to its end and keeps what came of it. Errors: `script_missing`; a failure of the script is in the answer. */
  run: procedure.input(Versioned.extend({ arguments: JsonRecord.default({}) })).output(ScriptExecution),
  /** Runs text as it stands in the editor; nothing is kept. */
  tryOut: procedure
    .input(
      z.object({
        ...limits,
        code: Script.shape.code,
        parameters: z.array(Parameter),
        arguments: JsonRecord.default({}),
      }),
    )
    .output(ScriptOutcome),
  /** Newest first. */
  executions: procedure.input(PageRequest.extend({ name: Name.optional() })).output(pageOf(ListedExecution)),
  /** Errors: `execution_missing`. */
  execution: procedure.input(z.object({ id: z.string() })).output(ScriptExecution),
  /** Errors: `script_missing`. */
  exportText: procedure.input(Versioned).output(z.object({ fileName: z.string(), text: z.string() })),
  /**
   * A script's file as a script: where its name is taken by another with other code, under a name beside it. Errors:
   * `script_invalid`.
   */
  importText: procedure
    .input(z.object({ text: z.string().max(MAX_SCRIPT_TEXT), fileName: z.string().max(300) }))
    .output(z.object({ script: ScriptSummary, issues: z.array(Issue) })),
  /** Scripts that come with Ergo. */
  ready: procedure.output(z.array(ReadyScript)),
  /** Makes a copy in the library, which is the person's from then on. One that is there is left as it is. Errors: `script_missing`. */
  addReady: procedure.input(One).output(ScriptSummary),
  /** What is being written: `key` is the script's name, or one of the window's own for a script not saved yet. */
  drafts: procedure.output(z.array(Key.extend({ name: z.string(), changedAt: Time }))),
  draft: procedure.input(Key).output(z.object({ draft: ScriptDraft.nullable() })),
  /** `draft: null` forgets it. */
  keepDraft: procedure.input(Key.extend({ draft: ScriptDraft.nullable() })).output(Done),
}
