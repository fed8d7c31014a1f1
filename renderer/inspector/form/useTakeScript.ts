import { withScript } from '#shared/operation/script-use.ts'
import { api, errorOf } from '../../api.ts'
import { toast } from '../../ui/toast.ts'
import { useFormScope } from './context.ts'

/** Pins a version of a script, the newest unless one is asked for, with the arguments that it still takes. */
export function useTakeScript(): (name: string, version?: number) => Promise<void> {
  const { config, configure, scriptKeys: keys } = useFormScope()
  return async (name, version) => {
    try {
      const script = await api.scripts.get({ name, ...(version === undefined ? {} : { version }) })
      if (keys) configure(withScript(keys, config, script))
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  }
}
