import type { StampOf } from './fingerprint.ts'
import type { Keep, Restore } from './keep.ts'
import type { Services } from './operation.ts'

/** What a run needs of the world, made at its first segment on a runner and closed at its release. */
export interface RunServices {
  readonly services: Services
  /** Absent where nothing outlives the run. */
  readonly keep?: Keep
  readonly restore?: Restore
  /** Which version of the files a node reads there is now; absent where no file is read. */
  readonly stampOf?: StampOf
  close(): Promise<void>
}
