import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { Engine } from '#electron/engine/engine.ts'
import type { ScriptCall } from '#electron/engine/operation.ts'
import type { StartHost } from '#electron/engine/threads/host-link.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import type { RunHandle, RunListener, RunOptions } from '#electron/engine/types.ts'
import { scratchOf } from '#electron/store/scratch.ts'
import type { Store } from '#electron/store/store.ts'
import type { AppError } from '#shared/base/errors.ts'
import { type ChainId, ExecutionId } from '#shared/base/ids.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { RunEvent, Trigger } from '#shared/run/events.ts'
import type { RunState } from '#shared/run/state.ts'
import { defaultDataFolder } from './app/data-folder.ts'
import { type Prepared, prepareChain } from './app/prepare.ts'
import { openReader, type Reader } from './app/reader.ts'
import { defaultRunners, nodeHost, openRunners } from './app/runners.ts'
import { ScriptThreads } from './app/scripts/threads.ts'

export interface AppOptions {
  /** Default: the platform's folder for application data. */
  readonly dataDir?: string | undefined
  /** Whether runs are kept. Where not, the data folder is not touched. */
  readonly save: boolean
  /** `app` for a window's process: only one may have a data folder. */
  readonly role?: 'app' | 'command'
  /** Runners for all runs together; default: the cores but one. */
  readonly runners?: number | undefined
  /** How a runner's process is started; as a process of Node by default. */
  readonly host?: StartHost | undefined
  /** Hears what failed without ending a run. */
  readonly onFault?: (error: AppError) => void
}

export interface StartRun {
  readonly inputs: JsonRecord
  readonly options?: RunOptions
  readonly trigger: Trigger
  /** The chain in the store that this is a run of. */
  readonly chainId?: ChainId | null
  /** What the run was asked for beside its inputs, kept with it. */
  readonly asked?: JsonRecord
  /** False for a run that only answers a question: nothing of it is written down. */
  readonly keep?: false
}

/** A run under way. `done` resolves when all of it that is kept is on the disk. */
export interface AppRun extends RunHandle {
  readonly chainId: ChainId | null
}

/** The composition root: what every shell runs chains and looks at results with. */
export interface App {
  readonly dataDir: string
  /** A folder for what lives no longer than the app; it may not be there yet. */
  readonly scratch: string
  /** Null where runs are not kept. */
  readonly store: Store | null
  readonly reader: Reader
  /** Resolves when a run would begin at once; runs wait by themselves. */
  readonly ready: Promise<void>
  /** `path`: the chain's file, absolute, against whose folder relative paths are tried first. */
  prepare(chain: Chain, path?: string): Prepared
  /** The chain's place in the store by its file, made where there is none; null where runs are not kept. */
  chainAt(path: string, chain: Chain): ChainId | null
  /** Errors: those of writing its start, where it is to be kept; then nothing has run. */
  startRun(prepared: Prepared, start: StartRun, listener?: RunListener): AppRun
  /** Runs a script by itself, outside any chain, as `Services.runScript` does within one. */
  runScript(call: ScriptCall): Promise<Json>
  /** How many runners there may be for all runs together; null for the default. Runs under way go on as they are. */
  setRunners(most: number | null): void
  /** A run under way. */
  running(executionId: string): RunHandle | undefined
  close(): Promise<void>
}

/** Errors: those of `openStore`. */
export async function openApp(options: AppOptions): Promise<App> {
  const dataDir = options.dataDir ?? defaultDataFolder()
  const onFault = options.onFault ?? (() => {})
  const session = randomUUID()
  // With the results: a finished table is then moved there, not copied. Of a process that is killed the next one removes it.
  const scratch = options.save ? scratchOf(dataDir, session) : await mkdtemp(join(tmpdir(), 'ergo-'))
  const blobDir = options.save ? dataDir : scratch
  const capacity = options.runners ?? defaultRunners()
  const runners = openRunners(
    { blobDir, scratch, dataDir: options.save ? dataDir : null },
    { capacity, onFault, host: options.host },
  )
  // The first runner starts while the store is loaded and opened.
  const ready = runners.warm()
  const giveUp = async (thrown: unknown): Promise<never> => {
    await runners.close()
    // Where the folder itself is the trouble there is nothing to remove, and what was thrown says more.
    await rm(scratch, { recursive: true, force: true }).catch(() => {})
    throw thrown
  }
  const store = options.save ? await openItsStore(dataDir, session, options.role).catch(giveUp) : null
  const blobs = store?.blobs ?? new BlobStore(blobDir)
  const engine = new Engine(runners)
  const scripts = new ScriptThreads(inProcesses(options.host ?? nodeHost()))
  const reader = openReader(blobs, scratch)

  return {
    dataDir,
    scratch,
    store,
    reader,
    ready,
    prepare: (chain, path) => prepareChain(chain, path, dataDir),
    chainAt: (path, chain) => (store ? chainAt(store, path, chain) : null),
    startRun(prepared, start, listener = () => {}) {
      const chainId = start.chainId ?? null
      const { chain, plan, folders } = prepared
      const effects = new Set(plan.nodes.filter((node) => node.traits.effect).map((node) => node.id))
      const recorder =
        start.keep === false
          ? undefined
          : store?.runs.record({
              chainId,
              chain,
              trigger: start.trigger,
              ...(start.asked ? { options: start.asked } : {}),
              onProblem: onFault,
            })
      let unkept: unknown
      const keep = (event: RunEvent): void => {
        try {
          recorder?.listen(event)
        } catch (thrown) {
          unkept ??= thrown
          throw thrown
        }
      }
      const handle = engine.start(
        {
          executionId: ExecutionId.parse(randomUUIDv7()),
          plan,
          inputs: start.inputs,
          folders,
          options: { fingerprints: store !== null, ...start.options },
        },
        (event) => {
          keep(event)
          // Were it forgotten, a run that is resumed would have the effect again.
          if (event.type === 'node-finished' && effects.has(event.nodeId)) recorder?.keepNow()
          listener(event)
        },
      )
      // Its first event has ended it, before any of its nodes began.
      if (unkept !== undefined) throw unkept
      return {
        chainId,
        executionId: handle.executionId,
        state: handle.state,
        done: handle.done.then(async (state): Promise<RunState> => {
          await recorder?.done
          return state
        }),
        cancel: () => handle.cancel(),
      }
    },
    runScript: (call) => scripts.run(call),
    setRunners(most) {
      runners.resize(most ?? capacity)
      engine.resized()
    },
    running: (executionId) => engine.get(executionId),
    async close() {
      scripts.close()
      await engine.close()
      await reader.close()
      store?.close()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

/** SQLite and what goes with it is loaded only here: a run that keeps nothing does not wait for it. */
async function openItsStore(
  dataDir: string,
  session: string,
  role: AppOptions['role'] = 'command',
): Promise<Store> {
  const { openStore } = await import('#electron/store/store.ts')
  return openStore({ dataDir, session, role })
}

/**
 * A file's chain follows its file as long as nobody has edited it in a window: edits that are not in the file yet are not
 * to be lost by running the file.
 */
function chainAt(store: Store, path: string, chain: Chain): ChainId {
  const known = store.chains.findByPath(path)
  if (!known) return store.chains.create(chain, path).summary.id
  store.chains.followFile(known.id, chain)
  return known.id
}
