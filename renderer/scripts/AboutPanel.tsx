import { Autocomplete, NumberInput, TagsInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { parameterFaults, SCRIPT_LIMITS } from '#shared/document/script/schema.ts'
import { queries } from '../api.ts'
import { ParameterFields } from '../inputs/ParameterFields.tsx'
import { useScripts } from '../stores/scripts.ts'
import classes from './RunPanel.module.css'

const { timeoutMs: time, memoryMb: memory } = SCRIPT_LIMITS

/** What a script is: its parameters, words to find it by, and what it may take. */
export function AboutPanel({ faults }: { readonly faults: ReadonlyMap<string, string> }) {
  const { draft, edit } = useScripts()
  const { data: labels } = useQuery(queries.scripts.labels.queryOptions())
  const wrong = new Map(parameterFaults(draft.parameters).map(({ at, message }) => [at, message]))
  return (
    <div className={classes.form}>
      <ParameterFields
        word="parameter"
        title="Parameters"
        help="What it is given. The code calls them by their names."
        parameters={draft.parameters}
        faultAt={(at) => wrong.get(at)}
        described
        onChange={(parameters) => edit({ parameters: [...parameters] })}
      />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        maxRows={8}
        value={draft.description}
        error={faults.get('description')}
        onChange={(event) => edit({ description: event.currentTarget.value })}
      />
      <Autocomplete
        label="Category"
        data={labels?.categories ?? []}
        value={draft.category}
        error={faults.get('category')}
        onChange={(category) => edit({ category })}
      />
      <TagsInput
        label="Tags"
        data={labels?.tags ?? []}
        value={draft.tags}
        acceptValueOnBlur
        error={faults.get('tags')}
        onChange={(tags) => edit({ tags })}
      />
      <NumberInput
        label="Longest time"
        description="A run is ended after this."
        suffix=" s"
        min={time.min / 1000}
        max={time.max / 1000}
        value={draft.timeoutMs / 1000}
        error={faults.get('timeoutMs')}
        onChange={(value) => typeof value === 'number' && edit({ timeoutMs: Math.round(value * 1000) })}
      />
      <NumberInput
        label="Most memory"
        description="A run that needs more is ended."
        suffix=" MB"
        min={memory.min}
        max={memory.max}
        allowDecimal={false}
        value={draft.memoryMb}
        error={faults.get('memoryMb')}
        onChange={(value) => typeof value === 'number' && edit({ memoryMb: value })}
      />
    </div>
  )
}
