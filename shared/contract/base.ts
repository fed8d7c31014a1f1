import { oc } from '@orpc/contract'
import { z } from 'zod'
import { AppError } from '../base/errors.ts'

/**
 * Where every procedure starts. An expected failure crosses the wire as the one typed error `FAILED`, whose data is
 * the {@link AppError}; anything else that is thrown is a bug and arrives as oRPC's `INTERNAL_SERVER_ERROR`.
 */
export const procedure = oc.errors({ FAILED: { status: 422, data: AppError } })

/** What a list is asked for: pages by key, so that a row added meanwhile neither repeats nor hides another. */
export const PageRequest = z.object({
  /** The `next` of the page before; absent for the first page. */
  cursor: z.string().max(1000).optional(),
  limit: z.number().int().min(1).max(500).default(50),
})
export type PageRequest = z.infer<typeof PageRequest>

/** A page of a list. `next` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** A page of a list, as a type. */
export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Unix milliseconds. */
export const Time = z.number()

/** The answer of a procedure that has nothing to say. */
export const Done = z.object({})
