import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { openExample } from '../actions/verbs/chains.tsx'
import { queries } from '../api.ts'
import { plural } from '../ui/format.ts'
import classes from './Examples.module.css'

/** Chains that come with the app, each opened as a copy of one's own. `lead`: there is nothing else here yet. */
export function Examples({ lead }: { readonly lead: boolean }) {
  const { data } = useQuery(queries.chains.examples.queryOptions())
  if (!data || data.length === 0) return null
  return (
    <section className={classes.examples} aria-label="Examples">
      <h2 className={classes.title}>{lead ? 'There is no chain yet. Begin with an example' : 'Examples'}</h2>
      <div className={classes.grid}>
        {data.map((example) => (
          <UnstyledButton
            key={example.id}
            className={classes.card}
            onClick={() => void openExample(example.id)}
          >
            <span className={classes.name}>{example.title}</span>
            <span className={classes.summary}>{example.summary}</span>
            <span className={classes.count}>{plural(example.nodeCount, 'node')}</span>
          </UnstyledButton>
        ))}
      </div>
    </section>
  )
}
