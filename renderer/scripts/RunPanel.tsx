import { Button, Loader } from '@mantine/core'
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { checkInput } from '#shared/chain/parameter.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import type { ScriptDraft } from '#shared/contract/scripts.ts'
import { InputField } from '../inputs/InputField.tsx'
import { useScripts } from '../stores/scripts.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { OutcomeView } from './OutcomeView.tsx'
import classes from './RunPanel.module.css'
import type { TryOut } from './useTryOut.ts'

function faultOf(parameter: Parameter, { testInput }: ScriptDraft): string | undefined {
  const value = testInput[parameter.name] ?? parameter.default
  return value === undefined ? 'A value is needed.' : checkInput(parameter, value)?.message
}

interface RunPanelProps {
  readonly tryOut: TryOut
  readonly onPlace: (place: { line: number; column: number }) => void
}

/** A form of the parameters, and below it what came of the script. The values are its test input. */
export function RunPanel({ tryOut, onPlace }: RunPanelProps) {
  const draft = useScripts((scripts) => scripts.draft)
  const edit = useScripts((scripts) => scripts.edit)
  const { parameters, testInput } = draft
  const { running, last, error, run, stop } = tryOut
  const ready = parameters.every((parameter) => faultOf(parameter, draft) === undefined)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void run()
      }}
    >
      {parameters.length === 0 && (
        <p className={classes.words}>It takes nothing. Declare parameters under About.</p>
      )}
      {parameters.map((parameter) => (
        <InputField
          key={parameter.name}
          parameter={parameter}
          autoFocus={false}
          value={testInput[parameter.name]}
          fault={faultOf(parameter, draft)}
          onChange={(value) => {
            const { [parameter.name]: _, ...rest } = testInput
            edit({ testInput: value === undefined ? rest : { ...rest, [parameter.name]: value } })
          }}
        />
      ))}
      <div className={classes.buttons}>
        {/* Keys: one button that becomes the other within a click would submit the form again. */}
        {running ? (
          <Button
            key="stop"
            color="red"
            variant="light"
            leftSection={<IconPlayerStopFilled size={14} aria-hidden />}
            onClick={stop}
          >
            Stop
          </Button>
        ) : (
          <Button
            type="submit"
            disabled={!ready}
            leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
          >
            Run
          </Button>
        )}
        {running && <Loader size="xs" aria-label="Running" />}
      </div>
      {error && <Trouble error={error} />}
      {last && !running && <OutcomeView outcome={last.outcome} kept={last.kept} onPlace={onPlace} />}
    </form>
  )
}
