import { z } from 'zod'
import { type Json, ParsedJsonRecord } from './json.ts'

/** An expected failure as data: a stable `code`, a sentence for people, and facts for programs. */
export const AppError = z.object({
  code: z.string(),
  message: z.string(),
  data: ParsedJsonRecord.optional(),
})
export type AppError = z.infer<typeof AppError>

/** The throwable form of an {@link AppError}, for code below a boundary that catches (operations, handlers). */
export class AppFailure extends Error {
  override readonly name = 'AppFailure'
  readonly code: string
  readonly data: Record<string, Json> | undefined

  constructor(code: string, message: string, data?: Record<string, Json>, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.data = data
  }

  /** What crosses threads and wires. */
  toData(): AppError {
    return { code: this.code, message: this.message, ...(this.data ? { data: this.data } : {}) }
  }
}

/** Throws an {@link AppFailure}. */
export function fail(code: string, message: string, data?: Record<string, Json>): never {
  throw new AppFailure(code, message, data)
}

/**
 * Anything thrown, as data. What is not an {@link AppFailure} is a bug and gets the code `internal`, with the
 * message kept so that it can be reported.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.toData()
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal', message: `Unexpected error: ${message}` }
}
