import { z } from 'zod'
import { ExecutionId } from '../base/ids.ts'
import { procedure } from './base.ts'
import { RunSummary } from './runs.ts'

/** Runs as files that open on another machine. */
export const portable = {
  /**
   * Writes a run to a file; without a path, to one that the window downloads from the address given. `redacted` says where
   * something secret was left out. Errors: `execution_missing`, `run_running`, `blob_missing`, `file_unwritable`.
   */
  save: procedure.input(z.object({ executionId: ExecutionId, path: z.string().min(1).nullable() })).output(
    z.object({
      path: z.string().nullable(),
      download: z.string().nullable(),
      redacted: z.array(z.string()),
    }),
  ),
  /**
   * Takes a run file into the history. `uploaded`: the file was handed over by the window, and is not needed after.
   * Errors: `file_missing`, `run_file_unknown`, `run_file_newer`, `run_file_damaged`.
   */
  open: procedure
    .input(z.object({ path: z.string().min(1), uploaded: z.boolean().default(false) }))
    .output(RunSummary),
}
