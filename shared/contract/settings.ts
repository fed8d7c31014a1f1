import { z } from 'zod'
import { JsonRecord } from '../base/json.ts'
import { procedure } from './base.ts'
import { RetentionPolicy } from './retention.ts'

/** What a person has chosen, with the defaults of a fresh data folder. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Most runners that one run uses side by side; null: as many as there are (one less than cores, at least 1). */
  maxWorkers: z.number().int().min(1).max(64).nullable().default(null),
  /** Run ready parts of a chain side by side unless a run says otherwise. */
  parallel: z.boolean().default(false),
  /** For a whole run, in milliseconds. */
  runTimeoutMs: z.number().int().min(1000).max(604_800_000).default(3_600_000),
  retention: RetentionPolicy.default(RetentionPolicy.parse({})),
  /** What the window remembers of itself: sizes of panels, what is folded. The app keeps it and reads nothing of it. */
  view: JsonRecord.default({}),
})
export type Settings = z.infer<typeof Settings>

export const SETTINGS_DEFAULTS: Settings = Settings.parse({})

/** Only the keys given are changed; `retention` and `view` are replaced as a whole. */
export const SettingsChange = z.object({
  theme: Settings.shape.theme.unwrap().optional(),
  maxWorkers: Settings.shape.maxWorkers.unwrap().optional(),
  parallel: Settings.shape.parallel.unwrap().optional(),
  runTimeoutMs: Settings.shape.runTimeoutMs.unwrap().optional(),
  retention: RetentionPolicy.optional(),
  view: Settings.shape.view.unwrap().optional(),
})
export type SettingsChange = z.infer<typeof SettingsChange>

export const settings = {
  get: procedure.output(Settings),
  set: procedure.input(SettingsChange).output(Settings),
}
