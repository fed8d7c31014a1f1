import { Switch, UnstyledButton } from '@mantine/core'
import { IconForms, IconSchema } from '@tabler/icons-react'
import { useState } from 'react'
import { isSameChain } from '#shared/chain/diff.ts'
import { lookAtNode } from '../actions/verbs/compareRuns.ts'
import { useCompare, useComparison } from '../stores/compare.ts'
import { plural } from '../ui/format.ts'
import { ChainChanges } from './ChainChanges.tsx'
import { Changes } from './Changes.tsx'
import classes from './CompareTab.module.css'
import { NodeChanges } from './NodeChanges.tsx'
import { VERDICTS } from './verdicts.ts'

/** What differs between two runs: inputs, chain and nodes, and of one of them how. */
export function CompareTab() {
  const comparison = useComparison()
  const part = useCompare((store) => store.part)
  const [all, setAll] = useState(false)
  if (!comparison) return null
  const { compared, inputs, chain } = comparison
  const nodes = all ? compared.nodes : compared.nodes.filter((node) => node.verdict !== 'same')
  const chosen = part.kind === 'node' ? compared.nodes.find((node) => node.nodeId === part.nodeId) : undefined
  const current = (is: boolean) => (is ? ('true' as const) : undefined)
  return (
    <div className={classes.compare}>
      <ul className={classes.parts} aria-label="What is compared">
        <li>
          <Switch
            className={classes.all ?? ''}
            label="Also what is the same"
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        </li>
        <li>
          <UnstyledButton
            className={classes.part}
            aria-current={current(part.kind === 'inputs')}
            onClick={() => useCompare.setState({ part: { kind: 'inputs' } })}
          >
            <IconForms size={14} aria-hidden />
            <span className={classes.name}>Inputs</span>
            <span className={classes.word}>
              {inputs.length === 0 ? 'Same' : plural(inputs.length, 'change')}
            </span>
          </UnstyledButton>
        </li>
        <li>
          <UnstyledButton
            className={classes.part}
            aria-current={current(part.kind === 'chain')}
            onClick={() => useCompare.setState({ part: { kind: 'chain' } })}
          >
            <IconSchema size={14} aria-hidden />
            <span className={classes.name}>Chain</span>
            <span className={classes.word}>{isSameChain(chain) ? 'Same' : 'Changed'}</span>
          </UnstyledButton>
        </li>
        {nodes.map((node) => {
          const { icon: Glyph, color, word } = VERDICTS[node.verdict]
          return (
            <li key={node.nodeId}>
              <UnstyledButton
                className={classes.part}
                aria-current={current(chosen === node)}
                onClick={() => lookAtNode(node.nodeId)}
              >
                <Glyph size={14} aria-hidden style={{ color: `var(--ergo-${color})` }} />
                <span className={classes.name}>{node.name}</span>
                <span className={classes.word}>
                  {node.nodeId === compared.first ? `${word}, the first` : word}
                </span>
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
      <section className={classes.detail} aria-label="How it differs">
        {part.kind === 'inputs' && <Changes changes={inputs} same="Both runs had the same inputs." />}
        {part.kind === 'chain' && <ChainChanges chain={chain} />}
        {chosen && <NodeChanges comparison={comparison} node={chosen} />}
      </section>
    </div>
  )
}
