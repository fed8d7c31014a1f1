import { z } from 'zod'

/** How much a line of a run's log matters. */
export const LogLevel = z.enum(['debug', 'info', 'warning', 'error'])
export type LogLevel = z.infer<typeof LogLevel>
