import { useRef, useState } from 'react'
import type { PrunePlan, PruneStep, RetentionPolicy } from '#shared/contract/retention.ts'
import { attempt } from '../actions/verbs/attempt.ts'
import { confirm } from '../actions/verbs/confirm.ts'
import { api, queries, queryClient } from '../api.ts'
import { formatBytes } from '../ui/format.ts'
import { goneWords } from './pruneWords.ts'

interface Pruning {
  readonly step: PruneStep | undefined
  run(policy: RetentionPolicy, plan: PrunePlan | undefined): Promise<void>
  stop(): void
}

/** Prunes the history after asking, step by step. */
export function usePrune(): Pruning {
  const [step, setStep] = useState<PruneStep>()
  const stopping = useRef<AbortController>(undefined)
  return {
    step,
    run: (policy, plan) =>
      attempt('The history could not be pruned.', async () => {
        if (plan && plan.runs + plan.scripts > 0) {
          const gone = goneWords(plan)
          const words = `${gone} with all results will be gone for good; about ${formatBytes(plan.bytes)} are freed. Conclusions stay.`
          if (!(await confirm(`Delete ${gone}?`, words, 'Prune'))) return
        }
        const mine = new AbortController()
        stopping.current = mine
        setStep({ step: 'deleting', deleted: 0 })
        let last: PruneStep | undefined
        try {
          for await (const next of await api.retention.prune(policy, { signal: mine.signal })) {
            last = next
            setStep(next)
          }
        } catch (thrown) {
          if (!mine.signal.aborted) throw thrown
        } finally {
          if (last?.step !== 'done') setStep(undefined)
          await queryClient.invalidateQueries({ queryKey: queries.retention.key() })
          await queryClient.invalidateQueries({ queryKey: queries.runs.key() })
        }
      }),
    stop: () => stopping.current?.abort(),
  }
}
