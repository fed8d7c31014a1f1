import { limit } from '#shared/operation/transform/limit.ts'
import { implement } from '../define.ts'
import { giveQuery, tableAt } from '../tables.ts'

export const runLimit = implement(limit, async ({ count, skip }, context) =>
  giveQuery(`SELECT * FROM input LIMIT ${count} OFFSET ${skip}`, await tableAt(context), context),
)
