import { UnstyledButton } from '@mantine/core'
import { IconFlag } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { goToNode } from '../actions/verbs/goToNode.ts'
import { lineOf } from '../results/preview.ts'
import { runSentence } from '../results/runSentence.ts'
import { useShownChain } from '../stores/document.ts'
import { useRun } from '../stores/run.ts'
import { Empty } from '../ui/Empty.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import classes from './OutcomeTab.module.css'
import { outcomeOf } from './outcome.ts'

interface RowProps {
  readonly nodeId: string
  readonly name: string
  readonly children: ReactNode
}

function Row({ nodeId, name, children }: RowProps) {
  return (
    <UnstyledButton className={classes.row} onClick={() => goToNode(nodeId, 'result')}>
      <span className={classes.name}>{name}</span>
      <span className={classes.words}>{children}</span>
    </UnstyledButton>
  )
}

/** What came of the run: what was concluded, what it gives, what went wrong. */
export function OutcomeTab() {
  const run = useRun((store) => store.shown)
  const chain = useShownChain()
  if (!run || run.startedAt === undefined) {
    return (
      <Empty icon={IconFlag} title="Nothing has run yet">
        Conclusions, results and errors of a run stand here when it ends.
      </Empty>
    )
  }
  const { conclusions, results, failures } = outcomeOf(run, chain ?? run.chain)
  return (
    <div className={classes.outcome}>
      <p className={classes.sentence}>
        <StatusGlyph status={run.status} /> {runSentence(run).text}
      </p>
      {conclusions.map(({ nodeId, subject, content }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conclusions only ever grow at the end
        <Row key={i} nodeId={nodeId} name={subject}>
          <strong>{content}</strong>
        </Row>
      ))}
      {results.map(({ nodeId, name, preview }) => {
        const line = lineOf(preview)
        return (
          <Row key={nodeId} nodeId={nodeId} name={name}>
            <span title={line.exact}>{line.text}</span>
          </Row>
        )
      })}
      {failures.map(({ nodeId, name, message }) => (
        <Row key={nodeId} nodeId={nodeId} name={name}>
          <span className={classes.error}>{message}</span>
        </Row>
      ))}
    </div>
  )
}
