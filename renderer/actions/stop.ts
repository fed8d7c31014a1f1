import { ExecutionId } from '#shared/base/ids.ts'
import { api, errorOf } from '../api.ts'
import { useRun } from '../stores/run.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { isRunning } from './conditions.ts'

export const stop: Action = {
  available: isRunning,
  async perform() {
    const id = ExecutionId.safeParse(useRun.getState().shown?.executionId)
    if (!id.success) return
    try {
      await api.runs.cancel({ executionId: id.data })
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  },
}
