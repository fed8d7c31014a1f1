import { ORPCError } from '@orpc/server'
import { type AppError, AppFailure, toAppError } from '#shared/base/errors.ts'

/** Told of errors that are bugs, with the path of the procedure. */
export type ReportBug = (error: unknown, path: readonly string[]) => void

type Failed = (options: { message: string; data: AppError }) => Error

interface Call {
  readonly signal?: AbortSignal | undefined
  readonly path: readonly string[]
  readonly errors: { readonly FAILED: Failed }
}

/**
 * The middleware that turns whatever a handler throws into the contract's one typed error, so that a window always has a
 * sentence to show. Errors while an event iterator runs are turned too. Bugs are reported.
 */
export function guard(report: ReportBug) {
  return async <Result extends { output: unknown }>(
    call: Call & { next: () => Result | PromiseLike<Result> },
  ) => {
    const wire = (thrown: unknown): unknown => {
      if (thrown instanceof ORPCError && thrown.code === 'FAILED') return thrown
      // Nobody waits for an answer any more, and what broke off is no bug.
      if (call.signal?.aborted) return thrown
      const error = requestError(thrown) ?? toAppError(thrown)
      if (error.code === 'internal') report(thrown, call.path)
      return call.errors.FAILED({ message: error.message, data: error })
    }
    try {
      const result = await call.next()
      return isAsyncIterable(result.output) ? { ...result, output: guarded(result.output, wire) } : result
    } catch (thrown) {
      throw wire(thrown)
    }
  }
}

/** A request that the contract refuses, or null: a window of another version, or none of ours. */
function requestError(thrown: unknown): AppError | null {
  if (thrown instanceof AppFailure || !(thrown instanceof ORPCError)) return null
  if (thrown.code !== 'BAD_REQUEST') return null
  return { code: 'request_invalid', message: `The app can't take this request: ${issuesOf(thrown.data)}.` }
}

function issuesOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues))
    return 'it is not well formed'
  return data.issues
    .slice(0, 3)
    .map((issue: { message?: unknown; path?: unknown }) => {
      const path = Array.isArray(issue.path) ? issue.path.map(String).join('.') : ''
      return path ? `${path}: ${String(issue.message)}` : String(issue.message)
    })
    .join('; ')
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

async function* guarded(source: AsyncIterable<unknown>, wire: (thrown: unknown) => unknown) {
  try {
    yield* source
  } catch (thrown) {
    throw wire(thrown)
  }
}
