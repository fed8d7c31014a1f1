import { join } from 'node:path'
import type { AnyRouter } from '@orpc/server'
import { openRowComparisons } from '#electron/data/compare-rows.ts'
import { openPages } from '#electron/data/pages.ts'
import type { StartHost } from '#electron/engine/threads/host-link.ts'
import { isRunFile } from '#electron/portable/container.ts'
import { takeRun } from '#electron/portable/read.ts'
import { type AppError, toAppError } from '#shared/base/errors.ts'
import packageFile from '../../package.json' with { type: 'json' }
import { openApp } from '../app.ts'
import { Documents } from '../rpc/chains/documents.ts'
import { Standings } from '../rpc/conclusions/standing.ts'
import { AppEvents } from '../rpc/events.ts'
import { applicationFeature } from '../rpc/features/application.ts'
import { chainsFeature } from '../rpc/features/chains.ts'
import { comparisonFeature } from '../rpc/features/comparison.ts'
import { conclusionsFeature } from '../rpc/features/conclusions.ts'
import { expressionsFeature } from '../rpc/features/expressions.ts'
import { filesFeature } from '../rpc/features/files.ts'
import { historyFeature } from '../rpc/features/history.ts'
import { inputSetsFeature, pinsFeature } from '../rpc/features/inputs.ts'
import { portableFeature } from '../rpc/features/portable.ts'
import { retentionFeature } from '../rpc/features/retention.ts'
import { runsFeature } from '../rpc/features/runs.ts'
import { scriptsFeature } from '../rpc/features/scripts.ts'
import { readSettings, settingsFeature } from '../rpc/features/settings.ts'
import { statisticsFeature } from '../rpc/features/statistics.ts'
import { templatesFeature } from '../rpc/features/templates.ts'
import { valuesFeature } from '../rpc/features/values.ts'
import { ChainFiles } from '../rpc/files/chain-files.ts'
import { Downloads } from '../rpc/files/downloads.ts'
import { Uploads } from '../rpc/files/uploads.ts'
import { createRouter } from '../rpc/router.ts'
import { LatestResults } from '../rpc/runs/latest.ts'
import { LiveRuns } from '../rpc/runs/live.ts'
import type { Shell } from '../rpc/shell.ts'
import { ValueReader } from '../rpc/values/read.ts'
import { AutoPrune } from './auto-prune.ts'
import { OthersWatch } from './others-watch.ts'
import { EXAMPLES } from './prepare.ts'
import { Pruner } from './pruner.ts'
import { resumption } from './resume.ts'
import { openScriptRuns } from './scripts/alone.ts'
import { readyScripts } from './scripts/ready.ts'
import { openTemplates } from './templates.ts'
import { ValueThread } from './value-thread.ts'

/** The app behind windows, whatever shell they stand in. */
export interface WindowApp {
  readonly router: AnyRouter
  readonly events: AppEvents
  /** Files that a browser may fetch. */
  readonly downloads: Downloads
  /** Whether a run is under way, which closing would cancel. */
  readonly busy: boolean
  /** Opens a chain's file, or that of a run, and tells the windows. */
  openFile(path: string): Promise<void>
  close(): Promise<void>
}

export interface WindowAppOptions {
  readonly dataDir: string
  readonly shell: Shell
  /** How a runner's process is started; as a process of Node by default. */
  readonly host?: StartHost
  /** Told of bugs. */
  readonly report: (error: unknown, where: string) => void
  /** How long after a start or a run the history is pruned, if the settings say so. */
  readonly idleMs?: number
}

const IDLE_MS = 10_000
/** How often a window looks for what other processes have written. */
const OTHERS_MS = 1000

/** Opens a data folder for windows. Errors: those of the store, `store_in_use` among them. */
export async function openWindowApp(options: WindowAppOptions): Promise<WindowApp> {
  const { dataDir, shell, host, report, idleMs = IDLE_MS } = options
  const events = new AppEvents(() => others.start())
  const onFault = (error: AppError): void => events.publish({ type: 'problem', error })
  const app = await openApp({ dataDir, save: true, role: 'app', onFault, host })
  const { store } = app
  if (!store) throw new Error('An app that keeps its runs has a store.')
  app.setRunners(readSettings(store.settings).maxWorkers)
  const documents = new Documents(store.chains, {
    onEdit: (chainId, position) => events.publish({ type: 'chain-edited', chainId, position }),
    onReplaced: (chainId) => events.publish({ type: 'chain-replaced', chainId }),
    onFault: (thrown) => onFault(toAppError(thrown)),
  })
  const uploads = new Uploads(join(dataDir, 'files'))
  const downloads = new Downloads(join(dataDir, 'files', 'downloads'))
  const pruner = new Pruner(dataDir)
  const live = new LiveRuns(store.runs, events, () => keeper.nudge())
  const keeper = new AutoPrune({
    policy: () => readSettings(store.settings).retention,
    run: (policy) => pruner.run(policy, 'gentle'),
    busy: () => live.busy || pruner.busy,
    onPruned: () => events.publish({ type: 'history-changed' }),
    onFault: (thrown) => events.publish({ type: 'problem', error: toAppError(thrown) }),
    idleMs,
  })
  keeper.nudge()
  const others = new OthersWatch({
    version: store.maintenance.version,
    listened: () => events.listened,
    onChange() {
      events.publish({ type: 'history-changed' })
      events.publish({ type: 'chains-changed' })
      documents.reread()
    },
    everyMs: OTHERS_MS,
  })
  const places = { blobs: store.blobs.folder, scratch: app.scratch }
  const pages = openPages(places)
  const rows = openRowComparisons(places)
  const large = new ValueThread(dataDir)
  const { scratch } = places
  const reader = new ValueReader({ live, store, whole: app.reader.whole, large, pages, scratch })
  const { remember } = shell
  const chainFiles = new ChainFiles({ store, documents, events, remember, now: Date.now })

  const router = createRouter(
    {
      app: applicationFeature({ shell, version: packageFile.version, dataFolder: dataDir, events }),
      chains: chainsFeature({ store, documents, events }),
      comparison: comparisonFeature({
        store,
        whole: (address) => reader.whole(address),
        large: {
          is: (address) => reader.isLarge(address),
          list: (address) => reader.largeList(address),
          changes: (a, b, signal) => reader.changes(a, b, signal),
        },
        rows,
      }),
      conclusions: conclusionsFeature({ store, standings: new Standings(store) }),
      expressions: expressionsFeature({
        app,
        store,
        documents,
        latest: new LatestResults(store.runs),
        renameSql: pages.renameInSql,
      }),
      files: filesFeature({ shell, uploads, chainFiles }),
      history: historyFeature({ app, store, events, sweep: () => pruner.sweep() }),
      inputSets: inputSetsFeature(store.inputs),
      pins: pinsFeature(store.inputs),
      portable: portableFeature({ store, downloads, events, uploads: join(dataDir, 'files') }),
      retention: retentionFeature({
        events,
        usage: (signal) => pruner.usage(signal),
        plan: (policy, signal) => pruner.plan(policy, signal),
        prune: (policy, signal) => pruner.run(policy, 'whole', signal),
      }),
      runs: runsFeature({
        app,
        store,
        documents,
        live,
        settings: () => readSettings(store.settings),
        resumption: (id) => resumption(store, id),
      }),
      scripts: scriptsFeature({
        store,
        documents,
        events,
        large,
        runs: openScriptRuns(app.runScript, store),
        ready: readyScripts(),
      }),
      settings: settingsFeature(store.settings, ({ maxWorkers }) => {
        app.setRunners(maxWorkers)
        keeper.postpone()
      }),
      statistics: statisticsFeature(store),
      templates: templatesFeature({
        store,
        documents,
        templates: openTemplates(dataDir),
        copies: join(dataDir, EXAMPLES),
        events,
      }),
      values: valuesFeature(reader, downloads),
    },
    (error, path) => report(error, path.join('.')),
  )

  return {
    router,
    events,
    downloads,
    get busy() {
      return live.busy
    },
    async openFile(path) {
      try {
        if (isRunFile(path)) {
          const executionId = await takeRun(store, path)
          events.publish({ type: 'open-run', executionId })
        } else {
          const { summary } = await chainFiles.open(path)
          events.publish({ type: 'open-chain', chainId: summary.id })
        }
      } catch (thrown) {
        events.publish({ type: 'open-failed', path, error: toAppError(thrown) })
      }
    },
    async close() {
      keeper.close()
      others.close()
      await live.close()
      await pruner.close()
      documents.close()
      await large.close()
      await Promise.all([uploads.close(), downloads.close(), pages.close(), rows.close()])
      await app.close()
    },
  }
}
