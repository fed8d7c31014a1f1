import { join } from 'node:path'
import type { AnyRouter } from '@orpc/server'
import { fail } from '#shared/base/errors.ts'
import { SETTINGS_DEFAULTS } from '#shared/contract/settings.ts'
import packageFile from '../../package.json' with { type: 'json' }
import type { Features } from '../rpc/feature.ts'
import { applicationFeature } from '../rpc/features/application.ts'
import { choosing } from '../rpc/features/dialogs.ts'
import { Uploads } from '../rpc/files/uploads.ts'
import { createRouter } from '../rpc/router.ts'
import { type AppEvents, newAppEvents, type Shell } from '../rpc/shell.ts'

/** The app behind windows, whatever shell they stand in. */
export interface WindowApp {
  readonly router: AnyRouter
  readonly events: AppEvents
  /** Opens a chain's file and tells the windows. */
  openFile(path: string): void
  close(): Promise<void>
}

export async function openWindowApp(options: {
  readonly dataDir: string
  readonly shell: Shell
}): Promise<WindowApp> {
  const { dataDir, shell } = options
  const events = newAppEvents()
  const uploads = new Uploads(join(dataDir, 'files'))
  const later = (): never => fail('not_ready', 'This part of Ergo is not there yet.')
  const features: Features = {
    app: applicationFeature({ shell, version: packageFile.version, dataFolder: dataDir, events }),
    chains: {
      list: later,
      get: later,
      create: later,
      edit: later,
      move: later,
      journal: later,
      rename: later,
      duplicate: later,
      delete: later,
      restore: later,
      importText: later,
      exportText: later,
      fork: later,
      examples: later,
      createFromExample: later,
    },
    conclusions: { list: later },
    expressions: { evaluate: later, scope: later },
    files: { ...choosing(shell, uploads), recent: later, openChain: later, saveChain: later },
    inputSets: { list: later, save: later, remove: later },
    pins: { list: later, set: later, remove: later },
    runs: {
      start: later,
      again: later,
      cancel: later,
      events: later,
      list: later,
      get: later,
      records: later,
    },
    scripts: {
      list: later,
      get: later,
      versions: later,
      save: later,
      rename: later,
      delete: later,
      run: later,
      executions: later,
    },
    settings: { get: () => SETTINGS_DEFAULTS, set: later },
    values: { preview: later, table: later, text: later, json: later, bytes: later, chart: later },
  }
  return {
    router: createRouter(features, (error, path) => console.error(path.join('.'), error)),
    events,
    openFile: () => {},
    close: () => uploads.close(),
  }
}
