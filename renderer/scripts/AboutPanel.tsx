import { Autocomplete, TagsInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { parameterFaults, SCRIPT_LIMITS } from '#shared/document/script/schema.ts'
import { queries } from '../api.ts'
import { ParameterFields } from '../inputs/ParameterFields.tsx'
import { useScripts } from '../stores/scripts.ts'
import { NumberField } from '../ui/NumberField.tsx'
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
      <NumberField
        label="Longest time (s)"
        description="A run is ended after this."
        min={time.min / 1000}
        max={time.max / 1000}
        unit={1000}
        value={draft.timeoutMs}
        otherwise={time.default}
        error={faults.get('timeoutMs')}
        onChange={(value) => edit({ timeoutMs: value ?? time.default })}
      />
      <NumberField
        label="Most memory (MB)"
        description="A run that needs more is ended."
        min={memory.min}
        max={memory.max}
        whole
        value={draft.memoryMb}
        otherwise={memory.default}
        error={faults.get('memoryMb')}
        onChange={(value) => edit({ memoryMb: value ?? memory.default })}
      />
    </div>
  )
}
