import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { IconSearch, IconStar, IconStarFilled } from '@tabler/icons-react'
import { TextPart } from '#shared/contract/runs.ts'
import { RUN_STATUSES, RunStatus, TRIGGERS, Trigger } from '#shared/run/events.ts'
import { ChainSelect } from '../chains/ChainSelect.tsx'
import { BETWEEN, isSeeking, SINCE, TOOK, useHistory } from '../stores/history.ts'
import { statusWord } from '../ui/StatusGlyph.tsx'
import classes from './Filters.module.css'
import { TRIGGER_WORDS } from './words.ts'

const PARTS: Readonly<Record<TextPart, string>> = {
  inputs: 'in inputs',
  results: 'in results',
  errors: 'in errors',
  conclusions: 'in conclusions',
}

const labelled = (choices: Readonly<Record<string, { readonly label: string }>>) =>
  Object.entries(choices).map(([value, { label }]) => ({ value, label }))

/** What the list of runs is narrowed by. */
export function Filters() {
  const sought = useHistory()
  const { seek } = sought
  return (
    <search className={classes.filters} aria-label="Filter runs">
      <TextInput
        className={classes.search ?? ''}
        aria-label="Search runs"
        placeholder="Search words in runs"
        leftSection={<IconSearch size={14} />}
        value={sought.text}
        onChange={(event) => seek({ text: event.currentTarget.value })}
      />
      <Select
        className={classes.select ?? ''}
        aria-label="Where to search"
        placeholder="anywhere"
        clearable
        data={TextPart.options.map((value) => ({ value, label: PARTS[value] }))}
        value={sought.part}
        onChange={(value) => seek({ part: TextPart.safeParse(value).data ?? null })}
      />
      <ChainSelect
        className={classes.chain ?? ''}
        value={sought.chainId}
        onChange={(chainId) => seek({ chainId })}
      />
      <MultiSelect
        className={classes.status ?? ''}
        aria-label="Status"
        placeholder={sought.status.length > 0 ? '' : 'Any status'}
        clearable
        data={RUN_STATUSES.map((value) => ({ value, label: statusWord(value) }))}
        value={[...sought.status]}
        onChange={(values) =>
          seek({ status: values.flatMap((value) => RunStatus.safeParse(value).data ?? []) })
        }
      />
      <Select
        className={classes.select ?? ''}
        aria-label="Started"
        placeholder="Any time"
        clearable
        data={[...labelled(SINCE), { value: BETWEEN, label: 'Between' }]}
        value={sought.since}
        onChange={(since) => seek({ since, from: '', to: '' })}
      />
      {sought.since === BETWEEN && (
        <div className={classes.days}>
          <TextInput
            type="date"
            aria-label="From this day"
            max={sought.to}
            value={sought.from}
            onChange={(event) => seek({ from: event.currentTarget.value })}
          />
          <span>and</span>
          <TextInput
            type="date"
            aria-label="To the end of this day"
            min={sought.from}
            value={sought.to}
            error={sought.from !== '' && sought.to !== '' && sought.to < sought.from}
            onChange={(event) => seek({ to: event.currentTarget.value })}
          />
        </div>
      )}
      <Select
        className={classes.select ?? ''}
        aria-label="Time taken"
        placeholder="Any duration"
        clearable
        data={labelled(TOOK)}
        value={sought.took}
        onChange={(took) => seek({ took })}
      />
      <Select
        className={classes.select ?? ''}
        aria-label="Started by"
        placeholder="Started by any"
        clearable
        data={TRIGGERS.map((value) => ({ value, label: TRIGGER_WORDS[value] }))}
        value={sought.trigger}
        onChange={(value) => seek({ trigger: Trigger.safeParse(value).data ?? null })}
      />
      <Button
        variant={sought.starred ? 'light' : 'default'}
        aria-pressed={sought.starred}
        leftSection={sought.starred ? <IconStarFilled size={14} /> : <IconStar size={14} />}
        onClick={() => seek({ starred: !sought.starred })}
      >
        Starred
      </Button>
      {isSeeking(sought) && (
        <Button variant="subtle" onClick={sought.seekAll}>
          Clear
        </Button>
      )}
    </search>
  )
}
