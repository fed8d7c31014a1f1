import { Button, Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { skipToken, useQuery } from '@tanstack/react-query'
import { hasLimits, type RetentionPolicy, type Usage } from '#shared/contract/retention.ts'
import { errorOf, queries } from '../api.ts'
import { formatBytes, formatMoment, plural } from '../ui/format.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import { goneWords, planWords } from './pruneWords.ts'
import classes from './Retention.module.css'
import settings from './Settings.module.css'
import { usePrune } from './usePrune.ts'

const DAY = 86_400_000
const MB = 1_000_000

interface Limit {
  readonly key: keyof RetentionPolicy
  readonly label: string
  readonly help: string
  /** What one of the unit is. */
  readonly unit: number
}

const LIMITS: readonly Limit[] = [
  { key: 'maxAgeMs', label: 'Oldest run, days', help: 'Older runs are deleted.', unit: DAY },
  { key: 'keepPerChain', label: 'Runs of each chain', help: 'The newest of each chain stay.', unit: 1 },
  { key: 'keepRuns', label: 'Runs of all chains', help: 'The newest of all stay.', unit: 1 },
  { key: 'maxBytes', label: 'Space, MB', help: 'The oldest runs go until all fit.', unit: MB },
]

const total = ({ database, blobs }: Usage): number => database + blobs

interface RetentionProps {
  readonly policy: RetentionPolicy
  readonly change: (policy: RetentionPolicy) => void
}

/** What the history takes, what is to be kept of it, and what that would free. */
export function Retention({ policy, change }: RetentionProps) {
  const usage = useQuery(queries.retention.usage.queryOptions({ staleTime: 0 }))
  const [settled] = useDebouncedValue(policy, 300)
  const limited = hasLimits(settled)
  const plan = useQuery(
    queries.retention.plan.queryOptions({ input: limited ? settled : skipToken, staleTime: 0 }),
  )
  const { step, run, stop } = usePrune()
  return (
    <section className={classes.retention} aria-label="History">
      <div className={settings.title}>History</div>
      <p className={settings.help}>
        How much of past runs is kept. A limit left empty does not count. Starred and pinned runs, runs under
        way and all conclusions stay. The limits hold by themselves: after a start, and after runs.
      </p>
      {usage.error && <Trouble error={errorOf(usage.error)} />}
      {usage.data && (
        <p className={classes.facts}>
          Now: <strong>{plural(usage.data.runs, 'run')}</strong>, {usage.data.starred} starred, in{' '}
          <strong>{formatBytes(total(usage.data))}</strong> ({formatBytes(usage.data.database)} database,{' '}
          {formatBytes(usage.data.blobs)} results
          {usage.data.free > 0 && `; ${formatBytes(usage.data.free)} of it can be given back`})
          {usage.data.oldestAt !== null && `, the oldest of ${formatMoment(usage.data.oldestAt)}`}.
        </p>
      )}
      <div className={classes.limits}>
        {LIMITS.map(({ key, label, help, unit }) => (
          <NumberField
            key={key}
            label={label}
            description={help}
            min={1}
            whole={unit === 1}
            unit={unit}
            placeholder="no limit"
            value={policy[key] ?? undefined}
            onChange={(next) => change({ ...policy, [key]: next ?? null })}
          />
        ))}
      </div>
      {limited && plan.data && (
        <p className={classes.facts} role="status">
          {planWords(plan.data)}
        </p>
      )}
      <div className={classes.actions}>
        {step === undefined || step.step === 'done' ? (
          <Button
            variant="default"
            disabled={!limited && (usage.data?.free ?? 0) === 0}
            onClick={() => void run(policy, plan.data)}
          >
            {limited ? 'Prune now…' : 'Give back free space'}
          </Button>
        ) : (
          <>
            <Loader size="xs" />
            <span role="status">
              {step.step === 'deleting'
                ? `${plural(step.deleted, 'run')} deleted…`
                : 'Giving the space back to the disk…'}
            </span>
            <Button variant="subtle" onClick={stop}>
              Stop
            </Button>
          </>
        )}
        {step?.step === 'done' && (
          <span role="status">
            {goneWords({ runs: step.deleted, scripts: step.scripts })} deleted:{' '}
            {formatBytes(total(step.before))} before, {formatBytes(total(step.after))} now.
            {step.unreachable &&
              ' The space allowed was not to be reached, so that nothing was deleted for it.'}
          </span>
        )}
      </div>
    </section>
  )
}
