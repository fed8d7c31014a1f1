import type { ExecutionId } from '#shared/base/ids.ts'
import { RUN_EXTENSION } from '#shared/run/portable.ts'
import { api } from '../../api.ts'
import { download, hasDialogs } from '../../files/save.ts'
import { upload } from '../../files/upload.ts'
import { toast } from '../../ui/toast.ts'
import { attempt } from './attempt.ts'
import { openPast } from './openPast.ts'
import { refreshRuns } from './pastRuns.tsx'

export const RUN_FILES = [{ name: 'Runs', extensions: [RUN_EXTENSION] }]

/** Writes a run to a file that opens on another machine. */
export const exportRun = (executionId: ExecutionId): Promise<void> =>
  attempt('The run could not be exported.', async () => {
    const dialogs = await hasDialogs()
    const chosen = dialogs
      ? await api.files.chooseSave({
          title: 'Export the run',
          path: `run.${RUN_EXTENSION}`,
          types: RUN_FILES,
        })
      : { path: null }
    if (dialogs && chosen.path === null) return
    const saved = await api.portable.save({ executionId, path: chosen.path })
    if (saved.download) download(saved.download, '')
    const secrets =
      saved.redacted.length > 0 ? ` Left out, as it may be secret: ${saved.redacted.join(', ')}.` : ''
    toast(`The run is exported.${secrets}`)
  })

/** Whether a file is a run's, by its name. */
export const looksLikeRun = (name: string): boolean => name.toLowerCase().endsWith(`.${RUN_EXTENSION}`)

/** Opens a run's file on this machine, to look at. */
export const openRunFile = (path: string, uploaded = false): Promise<void> =>
  attempt('The run could not be opened.', async () => {
    const run = await api.portable.open({ path, uploaded })
    await refreshRuns()
    await openPast(run.id)
  })

/** Opens a run's file that was dropped on the window. */
export const takeRunFile = (file: File): Promise<void> =>
  attempt(`${file.name} could not be opened.`, async () => openRunFile(await upload(file), true))
