import { textProblems } from '#electron/sandbox/problem.ts'
import { checkText } from '#electron/sandbox/text.ts'
import type { StoredScriptExecution } from '#electron/store/scripts/executions.ts'
import type { Store } from '#electron/store/store.ts'
import { type AppError, AppFailure, fail, toAppError } from '#shared/base/errors.ts'
import type { ScriptExecution, ScriptProblem } from '#shared/contract/scripts.ts'
import type { Script } from '#shared/document/script/schema.ts'
import type { Documents } from '../chains/documents.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'
import { previewOfValue } from '../preview.ts'
import { openDrafts } from '../scripts/drafts.ts'
import { exportScript, importScript } from '../scripts/files.ts'
import { followRename } from '../scripts/follow-rename.ts'
import { previewOfResult } from '../scripts/result.ts'
import type { ScriptRunner } from '../scripts/runner.ts'
import { QUESTIONS } from '../values/questions.ts'
import type { LargeValues } from '../values/read.ts'

export interface ScriptsDeps {
  readonly store: Pick<Store, 'chains' | 'scripts' | 'scriptExecutions' | 'settings'>
  readonly documents: Documents
  readonly events: AppEvents
  readonly large: LargeValues
  readonly runs: ScriptRunner
  /** Scripts that come with Ergo. */
  readonly ready: { list(): readonly Script[]; get(name: string): Script }
}

/** Of a call that nobody can take back. */
const never = new AbortController().signal

export function scriptsFeature({
  store,
  documents,
  events,
  large,
  runs,
  ready,
}: ScriptsDeps): Feature<'scripts'> {
  const { scripts, scriptExecutions } = store
  const drafts = openDrafts(store.settings)
  const summary = (name: string) => {
    const { name: called, description, category, tags, version, updatedAt } = scripts.get(name)
    return { name: called, description, category, tags, version, updatedAt }
  }
  const inFull = async (execution: StoredScriptExecution): Promise<ScriptExecution> => {
    const { result, ...rest } = execution
    if (!result) return { ...rest, result }
    const { answer } = QUESTIONS.result
    const preview = result.kind === 'large' ? large.ask(result, QUESTIONS.result, null) : answer(result, null)
    return { ...rest, result: await preview }
  }
  return {
    list: ({ search, category, tag, cursor, limit }) =>
      scripts.list({ search, category, tag }, { cursor, limit }),
    labels: () => scripts.labels(),
    get: ({ name, version }) => scripts.get(name, version),
    lookUp: ({ uses }) => uses.map((use) => ({ ...use, ...scripts.known(use) })),
    versions: ({ name, cursor, limit }) => scripts.versions(name, { cursor, limit }),
    save(script) {
      checkCode(script.code)
      return scripts.save(script)
    },
    rename({ name, to }) {
      const renamed = scripts.rename(name, to)
      const chains = name === to ? [] : followRename({ chains: store.chains, documents }, name, to)
      if (chains.length > 0) events.publish({ type: 'chains-changed' })
      return { ...renamed, chains }
    },
    delete({ name }) {
      scripts.delete(name)
      return {}
    },
    restore: ({ name }) => scripts.restore(name),
    check: ({ code, names }) => textProblems(code, 'script', [...names, 'log']).map(problemOf),
    run: async ({ name, version, arguments: given }, { signal }) =>
      inFull(await runs.run(name, version, given, signal ?? never)),
    async tryOut({ arguments: given, ...text }, { signal }) {
      const source = { name: 'what is being written', version: 0, ...text }
      const { result, error, ...end } = await runs.tryOut(source, given, signal ?? never)
      return {
        ...end,
        result: result === undefined ? null : previewOfResult(result),
        error: error ?? null,
      }
    },
    executions: ({ name, cursor, limit }) => {
      const { items, next } = scriptExecutions.list({ name }, { cursor, limit })
      return { items: items.map(inSmall), next }
    },
    execution: ({ id }) => inFull(scriptExecutions.get(id)),
    exportText: ({ name, version }) => exportScript(scripts.get(name, version)),
    importText({ text, fileName }) {
      const { script, issues } = importScript(text, fileName, (name) => scripts.find(name) !== undefined)
      checkCode(script.code)
      scripts.save(script)
      return { script: summary(script.name), issues }
    },
    ready: () =>
      ready.list().map(({ name, description, category, tags }) => ({
        name,
        description,
        category,
        tags,
        added: scripts.find(name) !== undefined,
      })),
    addReady({ name }) {
      if (!scripts.find(name)) scripts.save(ready.get(name))
      return summary(name)
    },
    drafts: () => drafts.list(),
    draft: ({ key }) => ({ draft: drafts.get(key) }),
    keepDraft({ key, draft }) {
      drafts.keep(key, draft)
      return {}
    },
  }
}

/** Error: `script_invalid`, where the text does not parse. */
function checkCode(code: string): void {
  try {
    checkText(code, 'script')
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown
    const { message, data } = toAppError(thrown)
    fail('script_invalid', message, data && { ...data })
  }
}

function problemOf({ message, data }: AppError): ScriptProblem {
  const { line, column, name } = data ?? {}
  return {
    message,
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof column === 'number' ? { column } : {}),
    ...(typeof name === 'string' ? { length: name.length } : {}),
  }
}

function inSmall({ result, ...rest }: StoredScriptExecution): ScriptExecution {
  return { ...rest, result: result && previewOfValue(result) }
}
