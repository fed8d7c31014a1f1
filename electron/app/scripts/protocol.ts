import { z } from 'zod'
import { AppError } from '#shared/base/errors.ts'
import { ParsedJson } from '#shared/base/json.ts'

/** What a script thread says: that it can begin, then for each script that it has begun, its log, and its end. */
export const FromScriptThread = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('begun') }),
  z.object({ type: z.literal('log'), message: z.string() }),
  z.object({ type: z.literal('done'), result: ParsedJson }),
  z.object({ type: z.literal('failed'), error: AppError }),
])
export type FromScriptThread = z.infer<typeof FromScriptThread>
