import { Button } from '@mantine/core'
import type { ScriptOutcome } from '#shared/contract/scripts.ts'
import { ValueView } from '../results/ValueView.tsx'
import { formatDuration } from '../ui/format.ts'
import { StatusGlyph, statusWord } from '../ui/StatusGlyph.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './OutcomeView.module.css'

interface OutcomeViewProps {
  readonly outcome: ScriptOutcome
  /** Whether it is in the history; undefined where that goes without saying. */
  readonly kept?: boolean
  readonly onPlace?: (place: { line: number; column: number }) => void
}

const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

/** How a script ended: result or error with its line, what it said, how long it took. */
export function OutcomeView({ outcome, kept, onPlace }: OutcomeViewProps) {
  const { status, durationMs, result, error, log } = outcome
  const line = error?.data?.line
  return (
    <section className={classes.outcome} aria-label="Outcome">
      <p className={classes.status}>
        <StatusGlyph status={status} /> {statusWord(status)}
        {durationMs !== null && ` in ${formatDuration(durationMs)}`}
        {kept === false && <span className={classes.note}>not saved, so not kept</span>}
      </p>
      {error && <Trouble error={error} />}
      {error && typeof line === 'number' && onPlace && (
        <Button
          variant="default"
          size="compact-xs"
          className={classes.place ?? ''}
          onClick={() => onPlace({ line, column: numberOf(error.data?.column, 1) })}
        >
          Go to line {line}
        </Button>
      )}
      {result && (
        <div className={classes.part}>
          <h3>Result</h3>
          <ValueView preview={result} />
        </div>
      )}
      {log.length > 0 && (
        <div className={classes.part}>
          <h3>Log</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <ol className={classes.log} tabIndex={0}>
            {log.map(({ message }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
              <li key={i}>{message}</li>
            ))}
          </ol>
        </div>
      )}
    </section>
  )
}
