import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { StandingConclusion } from '#shared/contract/conclusions.ts'
import { openOrigin } from '../actions/verbs/conclusions.tsx'
import { errorOf, queries } from '../api.ts'
import { formatBytes, formatMoment } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './Conclusions.module.css'

const NOW = { same: 'still the same', changed: 'changed since', missing: 'no longer there' } as const

/** What a statement rests on: its run, the files that were read, the scripts that were used. */
export function Origin({ conclusion }: { readonly conclusion: StandingConclusion }) {
  const { data, error } = useQuery(
    queries.conclusions.provenance.queryOptions({ input: { id: conclusion.id }, staleTime: 0 }),
  )
  if (error) return <Trouble error={errorOf(error)} />
  if (!data) return <Loader size="xs" />
  const { sources, scripts } = data
  return (
    <>
      <p className={classes.origin}>
        Drawn by {conclusion.nodeId} of {conclusion.chainName} on {formatMoment(conclusion.createdAt)}.{' '}
        {conclusion.runKept && (
          <Button variant="subtle" size="compact-xs" onClick={() => void openOrigin(conclusion)}>
            Open its run
          </Button>
        )}
      </p>
      {sources.length === 0 && scripts.length === 0 && (
        <p className={classes.origin}>
          {conclusion.runKept ? 'No file and no script led to it.' : 'What it rested on went with its run.'}
        </p>
      )}
      {(sources.length > 0 || scripts.length > 0) && (
        <table className={classes.sources}>
          <thead>
            <tr>
              <th scope="col">It rests on</th>
              <th scope="col">Content (SHA-256)</th>
              <th scope="col">Read by</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <tr key={`${source.nodeId} ${source.path} ${source.sha256}`}>
                <td>
                  {source.path} ({formatBytes(source.size)})
                </td>
                <td className={classes.hash} title={source.sha256}>
                  {source.sha256.slice(0, 16)}…
                </td>
                <td>{source.nodeId}</td>
                <td>{NOW[source.now]}</td>
              </tr>
            ))}
            {scripts.map((script) => (
              <tr key={`${script.nodeId} ${script.name} ${script.version}`}>
                <td>
                  Script {script.name}, version {script.version}
                </td>
                <td />
                <td>{script.nodeId}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
