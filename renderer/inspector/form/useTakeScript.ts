import { isJsonRecord } from '#shared/base/json.ts'
import { firstArguments, withScript } from '#shared/operation/script-use.ts'
import { api, errorOf } from '../../api.ts'
import { toast } from '../../ui/toast.ts'
import { useFormScope } from './context.ts'

/**
 * Pins a version of a script, the newest unless one is asked for, with the arguments that it still takes. Where none is
 * given, it begins with what is connected.
 */
export function useTakeScript(): (name: string, version?: number) => Promise<void> {
  const { config, configure, scriptKeys: keys, inputs } = useFormScope()
  return async (name, version) => {
    if (!keys) return
    try {
      const script = await api.scripts.get({ name, ...(version === undefined ? {} : { version }) })
      const next = withScript(keys, config, script)
      const first = firstArguments(
        script.parameters,
        inputs.map(({ id }) => id),
      )
      const given = keys.arguments === undefined || isJsonRecord(next[keys.arguments])
      configure(given || Object.keys(first).length === 0 ? next : { ...next, [keys.arguments ?? '']: first })
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  }
}
