import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Outputs } from '#shared/contract/index.ts'
import { lineOf } from '../../results/preview.ts'
import type { Evaluator } from './context.ts'
import classes from './LiveValue.module.css'

type Evaluation = Outputs['expressions']['evaluate']

function words(evaluation: Evaluation): string {
  switch (evaluation.state) {
    case 'value':
      return lineOf(evaluation.value).text
    case 'no_data':
      return evaluation.missing.length > 0
        ? `Run the chain once to see the value: ${evaluation.missing.join(', ')} has no result yet.`
        : 'Run the chain once to see the value.'
    case 'problem':
      return evaluation.problem.error.message
  }
}

interface LiveValueProps {
  readonly text: string
  readonly kind: 'expression' | 'template' | 'sql'
  readonly evaluate: Evaluator
}

/** What the text gives on the last run's data, as it is typed. */
export function LiveValue({ text, kind, evaluate }: LiveValueProps) {
  const [settled] = useDebouncedValue(text, 200)
  const { data, error } = useQuery({
    // The function itself would be left out of the key's text, and one node's value taken for another's.
    queryKey: ['evaluate', kind, settled, ...evaluate.key],
    queryFn: ({ signal }) => evaluate.ask(settled, kind, signal),
    enabled: settled.trim() !== '',
    placeholderData: (before) => before,
    gcTime: 10_000,
  })
  if (settled.trim() === '' || error || !data) return null
  return (
    <output
      className={classes.live}
      data-state={data.state}
      title={data.state === 'value' ? lineOf(data.value).exact : undefined}
    >
      {data.state === 'value' && <span aria-hidden>= </span>}
      {words(data)}
    </output>
  )
}
