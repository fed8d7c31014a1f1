import type { Parameter } from '#shared/chain/schema.ts'
import { ParameterFields } from '../inputs/ParameterFields.tsx'
import { useDocument } from '../stores/document.ts'

/** The chain's inputs: what a run is asked for, by name. */
export function ParameterList({
  parameters,
  readOnly,
}: {
  readonly parameters: readonly Parameter[]
  readonly readOnly: boolean
}) {
  return (
    <ParameterFields
      word="input"
      title="Inputs"
      help="Values that may differ from run to run. Expressions call them params.name."
      parameters={parameters}
      readOnly={readOnly}
      onChange={(next, merge) =>
        useDocument.getState().edit('Change inputs', { type: 'setParameters', parameters: [...next] }, merge)
      }
    />
  )
}
