import { checkText } from '#electron/sandbox/text.ts'
import type { StoredScriptExecution } from '#electron/store/scripts/executions.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail, toAppError } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import { SINGLE_OUTPUT } from '#shared/chain/schema.ts'
import type { ScriptExecution } from '#shared/contract/scripts.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { Feature } from '../feature.ts'
import { previewOfValue } from '../preview.ts'
import { type Answer, askNode } from '../runs/ask.ts'
import type { Starter } from '../runs/starter.ts'

export interface ScriptsDeps {
  readonly app: Starter
  readonly store: Pick<Store, 'scripts' | 'scriptExecutions'>
}

/** As a node's. */
const TIMEOUT_MS = 300_000

const NOT_RUN = { code: 'stopped', message: 'The script did not get to run: other runs are under way.' }

export function scriptsFeature({ app, store }: ScriptsDeps): Feature<'scripts'> {
  const { scripts, scriptExecutions } = store
  return {
    list: ({ search, cursor, limit }) => scripts.list({ search }, { cursor, limit }),
    get: ({ name, version }) => scripts.get(name, version),
    versions: ({ name, cursor, limit }) => scripts.versions(name, { cursor, limit }),
    save(script) {
      checkCode(script.code)
      return scripts.save(script)
    },
    rename: ({ name, to }) => scripts.rename(name, to),
    delete({ name }) {
      scripts.delete(name)
      return {}
    },
    async run({ name, version, arguments: given }, { signal }) {
      const script = scripts.get(name, version)
      const resolved = resolveInputs(script.parameters, given)
      const values = resolved.ok ? resolved.value : given
      const id = scriptExecutions.start(name, script.version, values)
      const question = {
        node: {
          type: 'TRANSFORM' as const,
          operation: 'script',
          config: { script: name, version: script.version },
        },
        inputs: Object.entries(values).map(([nodeId, json]) => ({
          nodeId,
          port: SINGLE_OUTPUT,
          result: standing(json),
        })),
        params: {},
        timeoutMs: TIMEOUT_MS,
      }
      scriptExecutions.finish(id, endOf(await askNode(app, question, signal)))
      return inSmall(scriptExecutions.get(id))
    },
    executions: ({ name, cursor, limit }) => {
      const { items, next } = scriptExecutions.list({ name }, { cursor, limit })
      return { items: items.map(inSmall), next }
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
    fail('script_invalid', message, data)
  }
}

/** A value as the result of a node that has ended. */
const standing = (json: Json): NodeResult => ({
  status: 'completed',
  value: { kind: 'json', json },
  warnings: [],
  attempts: 0,
  cached: false,
  durationMs: 0,
})

function endOf({ result, records }: Answer): Parameters<Store['scriptExecutions']['finish']>[1] {
  const log = records.flatMap(({ at, record }) =>
    record.kind === 'log' ? [{ at, level: record.level, message: record.message }] : [],
  )
  const { status, durationMs = 0, value, error } = result ?? {}
  if (status === 'completed') return { status, durationMs, result: value, log }
  if (status === 'cancelled') return { status, durationMs, log }
  return { status: 'failed', durationMs, error: error ?? NOT_RUN, log }
}

function inSmall({ log: _log, result, ...rest }: StoredScriptExecution): ScriptExecution {
  return { ...rest, result: result && previewOfValue(result) }
}
