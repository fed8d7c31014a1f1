import { availableParallelism } from 'node:os'
import type { AppInfo } from '#shared/contract/application.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'
import type { Shell } from '../shell.ts'

export interface ApplicationDeps {
  readonly shell: Shell
  readonly version: string
  readonly dataFolder: string
  readonly events: AppEvents
}

export function applicationFeature({ shell, version, dataFolder, events }: ApplicationDeps): Feature<'app'> {
  return {
    info: (): AppInfo => ({
      name: 'Ergo',
      version,
      shell: shell.kind,
      platform: process.platform,
      versions: { ...shell.versions },
      dataFolder,
      dialogs: shell.dialogs !== null,
      cores: availableParallelism(),
    }),
    events: (_input, { signal }) => events.subscribe(signal),
  }
}
