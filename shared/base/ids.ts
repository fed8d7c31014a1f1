import { z } from 'zod'

/** Ids are opaque text; the brands keep one kind from being passed for another. */
export const ChainId = z.string().min(1).brand<'ChainId'>()
export type ChainId = z.infer<typeof ChainId>

export const ExecutionId = z.string().min(1).brand<'ExecutionId'>()
export type ExecutionId = z.infer<typeof ExecutionId>

/** SHA-256 (lower-case hex) of a chain's canonical content. */
export const RevisionHash = z.string().min(1).brand<'RevisionHash'>()
export type RevisionHash = z.infer<typeof RevisionHash>

/** SHA-256 (lower-case hex) of a blob's bytes: its name in the blob folder. */
export const BlobHash = z.string().min(1).brand<'BlobHash'>()
export type BlobHash = z.infer<typeof BlobHash>
