import { Button, Group, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { checkInput } from '#shared/chain/parameter.ts'
import type { ChainNode } from '#shared/chain/schema.ts'
import type { RunMode } from '#shared/contract/runs.ts'
import { useAvailable } from '../actions/useAvailable.ts'
import { startRun } from '../actions/verbs/startRun.ts'
import { errorOf, queries } from '../api.ts'
import { factsOf } from '../model/facts.ts'
import { useDocument } from '../stores/document.ts'
import { useInputs } from '../stores/inputs.ts'
import { usePassing } from '../stores/passing.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { InputField } from './InputField.tsx'
import { InputSets } from './InputSets.tsx'
import classes from './InputsForm.module.css'

interface InputsFormProps {
  readonly chainId: ChainId
  readonly close: () => void
}

/** What the form runs where that is not all of the chain. */
function partWords(mode: RunMode, nodes: readonly ChainNode[]): string | undefined {
  if (mode.kind === 'all') return undefined
  if (mode.kind === 'changed') return 'Only what has changed is run.'
  const node = nodes.find((one) => one.id === mode.nodeId)
  const name = node ? factsOf(node).name : mode.nodeId
  return mode.kind === 'toNode'
    ? `The chain is run to “${name}” and no further.`
    : `The chain is run from “${name}” on.`
}

/** The chain's parameters as a form: the values given last, else the defaults. */
export function InputsForm({ chainId, close }: InputsFormProps) {
  const parameters = useDocument((store) => store.chain?.parameters) ?? []
  const { data, error } = useQuery(queries.inputSets.list.queryOptions({ input: { chainId } }))
  const mode = usePassing((passing) => passing.inputsMode)
  const part = useDocument((store) => partWords(mode, store.chain?.nodes ?? []))
  const canRun = useAvailable('run')
  const given = useInputs((inputs) => inputs.given[chainId])
  const [draft, setDraft] = useState<JsonRecord | undefined>(given)
  const values = draft ?? data?.last ?? {}
  const faults = new Map(
    parameters.flatMap((parameter) => {
      const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : parameter.default
      if (value === undefined && parameter.optional) return []
      const fault = value === undefined ? 'A value is needed.' : checkInput(parameter, value)?.message
      return fault === undefined ? [] : [[parameter.name, fault]]
    }),
  )
  const give = (): void => useInputs.getState().give(chainId, values)
  if (error) return <Trouble error={errorOf(error)} />
  if (!data) return <Loader size="sm" />
  if (parameters.length === 0) {
    return (
      <div className={classes.form}>
        <p className={classes.words}>
          This chain has no inputs. Add one, and expressions can use it as params.name; a run then asks for
          its value.
        </p>
        <Group justify="flex-end">
          <Button
            onClick={() => {
              close()
              useSelection.getState().select([])
              useView.getState().toggle('inspector', true)
            }}
          >
            Add inputs in the inspector
          </Button>
        </Group>
      </div>
    )
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (faults.size > 0 || !canRun) return
        give()
        close()
        void startRun(mode, values)
      }}
    >
      <InputSets chainId={chainId} sets={data.sets} last={data.last} values={values} onChoose={setDraft} />
      {parameters.map((parameter, i) => (
        <InputField
          key={parameter.name}
          parameter={parameter}
          autoFocus={i === 0}
          value={values[parameter.name]}
          fault={faults.get(parameter.name)}
          onChange={(value) => {
            const rest = Object.fromEntries(
              Object.entries(values).filter(([name]) => name !== parameter.name),
            )
            setDraft(value === undefined ? rest : { ...rest, [parameter.name]: value })
          }}
        />
      ))}
      {part && <p className={classes.words}>{part}</p>}
      {!canRun && <p className={classes.words}>A run is under way: stop it, or wait for its end.</p>}
      <Group justify="flex-end">
        <Button
          variant="default"
          onClick={() => {
            give()
            close()
          }}
        >
          Keep for the next run
        </Button>
        <Button type="submit" disabled={faults.size > 0 || !canRun}>
          Run
        </Button>
      </Group>
    </form>
  )
}
