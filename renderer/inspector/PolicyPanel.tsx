import { SegmentedControl, TextInput } from '@mantine/core'
import { type ChainNode, POLICY_DEFAULTS, Policy } from '#shared/chain/schema.ts'
import { factsOf } from '../model/facts.ts'
import { useDocument, useReadOnly } from '../stores/document.ts'
import { NumberField } from '../ui/NumberField.tsx'
import classes from './ConfigPanel.module.css'

type NumberKey = 'timeoutMs' | 'retries' | 'retryDelayMs' | 'retryBackoff'

interface PolicyNumber {
  readonly key: NumberKey
  readonly label: string
  readonly help: string
  /** What one on screen is in the policy: seconds are shown, milliseconds are kept. */
  readonly unit: number
  readonly min: number
  readonly whole?: boolean
}

const NUMBERS: readonly PolicyNumber[] = [
  {
    key: 'timeoutMs',
    label: 'Time limit (s)',
    help: 'The node is ended after this time.',
    unit: 1000,
    min: 0.001,
  },
  {
    key: 'retries',
    label: 'Further attempts',
    help: 'How often it is tried again after it failed.',
    unit: 1,
    min: 0,
    whole: true,
  },
  {
    key: 'retryDelayMs',
    label: 'Pause before the next attempt (s)',
    help: '',
    unit: 1000,
    min: 0,
  },
  {
    key: 'retryBackoff',
    label: 'Each further pause is longer by',
    help: 'A factor: 2 doubles the pause each time.',
    unit: 1,
    min: 1,
  },
]

/** The most that a policy takes, on screen. */
function mostOf({ key, unit }: PolicyNumber): number | undefined {
  const most = Policy.shape[key].unwrap().maxValue
  return most === null ? undefined : most / unit
}

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
      {NUMBERS.map((number) => (
        <NumberField
          key={number.key}
          label={number.label}
          description={number.help}
          readOnly={readOnly}
          min={number.min}
          max={mostOf(number)}
          whole={number.whole}
          unit={number.unit}
          value={policy[number.key]}
          otherwise={POLICY_DEFAULTS[number.key]}
          onChange={(value) => change(number.key, value)}
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
