import { z } from 'zod'
import { ChainId } from '../base/ids.ts'
import { Done, procedure, Time } from './base.ts'
import { ChainSummary, ImportedChain } from './chains.ts'

/** What a dialog offers, e.g. `{name: 'Tables', extensions: ['csv', 'tsv']}`. */
const FileType = z.object({ name: z.string(), extensions: z.array(z.string().regex(/^[\w.*-]+$/)) })
const Dialog = z.object({
  title: z.string().max(200),
  types: z.array(FileType).default([]),
  /** Where it opens; a file's name after it is suggested when saving. */
  path: z.string().optional(),
})
const Chosen = z.object({ path: z.string().nullable() })

export const FolderEntry = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['file', 'folder']),
  size: z.number().int(),
  modifiedAt: Time,
})
export type FolderEntry = z.infer<typeof FolderEntry>

export const RecentFile = z.object({ path: z.string(), name: z.string(), openedAt: Time })
export type RecentFile = z.infer<typeof RecentFile>

export const files = {
  /** The system's dialog. A dismissed one gives null. Errors: `no_dialogs` (the browser shell: use `folder`). */
  chooseOpen: procedure.input(Dialog).output(Chosen),
  chooseSave: procedure.input(Dialog).output(Chosen),
  /**
   * What a folder of this machine holds (without hidden entries), folders first, by name: for choosing a file where
   * there are no dialogs. Without a path, the home folder. Errors: `folder_unreadable`.
   */
  folder: procedure
    .input(z.object({ path: z.string().optional() }))
    .output(z.object({ path: z.string(), parent: z.string().nullable(), entries: z.array(FolderEntry) })),
  /**
   * Keeps a file that was dropped on the window: its content in parts, in order, each at most 1 MB. The last part has
   * `last`, and its answer the path to use in a config. Errors: `upload_order`, `upload_too_large`, `disk_full`.
   */
  upload: procedure
    .input(
      z.object({
        uploadId: z.string().regex(/^[\w-]{8,64}$/),
        name: z.string().min(1).max(255),
        offset: z.number().int().min(0),
        base64: z.string().max(1_500_000),
        last: z.boolean(),
      }),
    )
    .output(Chosen),
  /** Chains' files that were opened or saved, newest first. */
  recent: procedure.output(z.array(RecentFile)),
  /**
   * Opens a chain's file: as it is in the store if it was opened before, else as a new chain. Errors: `file_missing`,
   * `file_unreadable`, `document_invalid` (with `issues` in its data).
   */
  openChain: procedure.input(z.object({ path: z.string().min(1) })).output(ImportedChain),
  /** Writes a chain's file, whole or not at all. Errors: `chain_missing`, `file_exists`, `file_changed`, `file_unwritable`. */
  saveChain: procedure
    .input(z.object({ chainId: ChainId, path: z.string().min(1), overwrite: z.boolean().default(false) }))
    .output(ChainSummary),
  /** Writes what a window has made, e.g. a chart's picture, to a file that the user has chosen. Error: `file_unwritable`. */
  saveContent: procedure
    .input(z.object({ path: z.string().min(1), base64: z.string().max(64_000_000) }))
    .output(Done),
}
