import { table } from '#shared/operation/output/table.ts'
import { give, implement } from '../define.ts'
import { tableAt } from '../tables.ts'

export const runTable = implement(table, async (_config, context) => give(await tableAt(context)))
