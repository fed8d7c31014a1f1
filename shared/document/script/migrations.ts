import type { Migration } from '../migrations/index.ts'

/** The version of script files that this program writes. Key n of the steps turns a header of version n into n + 1. */
export const SCRIPT_VERSION = 1

/** One entry per step; a step, once released, never changes. It sees the header with the code under `code`. */
export const SCRIPT_MIGRATIONS: Readonly<Record<number, Migration>> = {}
