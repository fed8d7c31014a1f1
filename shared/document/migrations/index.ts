import type { JsonRecord } from '../../base/json.ts'

/** Turns a document of one version into the next. Sees the whole document, header included; changes no header. */
export type Migration = (document: JsonRecord) => JsonRecord

/** The version that this program writes. Key n of {@link MIGRATIONS} turns version n into version n + 1. */
export const DOCUMENT_VERSION = 1

/** One file per step; a step, once released, never changes. */
export const MIGRATIONS: Readonly<Record<number, Migration>> = {}
