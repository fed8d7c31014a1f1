import { Button } from '@mantine/core'
import { IconArrowsDiff, IconStar, IconTrash } from '@tabler/icons-react'
import type { RunFilter, RunSummary } from '#shared/contract/runs.ts'
import { compareRuns } from '../actions/verbs/compareRuns.ts'
import { chooseAll, deleteRuns, starRuns } from '../actions/verbs/pastRuns.tsx'
import { chosenOf, type RunList, useHistory } from '../stores/history.ts'
import { plural } from '../ui/format.ts'
import classes from './ChosenBar.module.css'

interface ChosenBarProps {
  readonly runs: readonly RunSummary[]
  readonly list: RunList
  readonly filter: RunFilter
  /** Whether there are more runs than are shown. */
  readonly more: boolean
}

/** What can be done with the runs that are marked. */
export function ChosenBar({ runs, list, filter, more }: ChosenBarProps) {
  const chosen = useHistory((store) => chosenOf(store, list))
  const chooseNone = useHistory((store) => store.chooseNone)
  if (chosen.size === 0) return null
  const ids = [...chosen]
  const [first, second] = ids
  const shown = runs.filter((run) => chosen.has(run.id))
  const unstar = shown.length > 0 && shown.every((run) => run.starred)
  return (
    <section className={classes.bar} aria-label="Chosen runs">
      <span className={classes.count} role="status">
        {plural(chosen.size, 'run')} chosen
      </span>
      {more && chosen.size >= runs.length && (
        <Button variant="subtle" onClick={() => void chooseAll(list, filter)}>
          Choose all that fit
        </Button>
      )}
      {first && second && ids.length === 2 && (
        <Button
          variant="default"
          leftSection={<IconArrowsDiff size={14} />}
          onClick={() => void compareRuns(first, second)}
        >
          Compare
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconStar size={14} />}
        onClick={() => void starRuns(ids, !unstar)}
      >
        {unstar ? 'Take the star away' : 'Star'}
      </Button>
      <Button
        variant="default"
        color="red"
        leftSection={<IconTrash size={14} />}
        onClick={() => void deleteRuns(ids)}
      >
        Delete…
      </Button>
      <Button variant="subtle" onClick={chooseNone}>
        Choose none
      </Button>
    </section>
  )
}
