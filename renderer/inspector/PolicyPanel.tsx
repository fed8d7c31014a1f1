import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { type ChainNode, POLICY_DEFAULTS, type Policy } from '#shared/chain/schema.ts'
import { factsOf } from '../model/facts.ts'
import { useDocument, useReadOnly } from '../stores/document.ts'
import classes from './ConfigPanel.module.css'

type NumberKey = 'timeoutMs' | 'retries' | 'retryDelayMs' | 'retryBackoff'

interface NumberField {
  readonly key: NumberKey
  readonly label: string
  readonly help: string
  /** What one unit on screen is in the policy: seconds are shown, milliseconds are kept. */
  readonly scale: number
  readonly min: number
  readonly decimals: boolean
}

const NUMBERS: readonly NumberField[] = [
  {
    key: 'timeoutMs',
    label: 'Time limit (s)',
    help: 'The node is ended after this time.',
    scale: 1000,
    min: 0.001,
    decimals: true,
  },
  {
    key: 'retries',
    label: 'Further attempts',
    help: 'How often it is tried again after it failed.',
    scale: 1,
    min: 0,
    decimals: false,
  },
  {
    key: 'retryDelayMs',
    label: 'Pause before the next attempt (s)',
    help: '',
    scale: 1000,
    min: 0,
    decimals: true,
  },
  {
    key: 'retryBackoff',
    label: 'Each further pause is longer by',
    help: 'A factor: 2 doubles the pause each time.',
    scale: 1,
    min: 1,
    decimals: true,
  },
]

/** How a node is run: time limit, attempts, cache, what its failure does. */
export function PolicyPanel({ node }: { readonly node: ChainNode }) {
  const readOnly = useReadOnly()
  const policy: Policy = node.policy ?? {}
  const change = (key: keyof Policy, value: unknown): void => {
    const rest = Object.fromEntries(
      Object.entries({ ...policy, [key]: value }).filter(([, one]) => one !== undefined),
    )
    useDocument
      .getState()
      .edit(
        `Set how ${factsOf(node).name} runs`,
        { type: 'setPolicy', id: node.id, policy: Object.keys(rest).length > 0 ? rest : null },
        `policy ${key} ${node.id}`,
      )
  }
  return (
    <div className={classes.panel}>
      {NUMBERS.map(({ key, label, help, scale, min, decimals }) => (
        <NumberInput
          key={key}
          label={label}
          description={help}
          readOnly={readOnly}
          min={min}
          allowNegative={false}
          allowDecimal={decimals}
          placeholder={String(POLICY_DEFAULTS[key] / scale)}
          value={policy[key] === undefined ? '' : policy[key] / scale}
          onChange={(value) =>
            change(key, typeof value === 'number' ? Math.max(value, min) * scale : undefined)
          }
        />
      ))}
      <TextInput
        label="Cache key"
        description="Runs share the result of nodes with the same key until the app ends."
        readOnly={readOnly}
        value={policy.cacheKey ?? ''}
        onChange={(event) => change('cacheKey', event.currentTarget.value || undefined)}
      />
      <div>
        <div className={classes.label} id={`${node.id}-on-error`}>
          When it fails
        </div>
        <SegmentedControl
          fullWidth
          readOnly={readOnly}
          aria-labelledby={`${node.id}-on-error`}
          data={[
            { value: 'continue', label: 'Go on with the rest' },
            { value: 'stop', label: 'End the run' },
          ]}
          value={policy.onError ?? POLICY_DEFAULTS.onError}
          onChange={(value) => change('onError', value === 'stop' ? 'stop' : undefined)}
        />
      </div>
    </div>
  )
}
