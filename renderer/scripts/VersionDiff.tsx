import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Parameter } from '#shared/chain/schema.ts'
import { errorOf, queries } from '../api.ts'
import { DiffView } from '../editor/DiffView.tsx'
import { writeLiteral } from '../inspector/form/literal.ts'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './VersionsPanel.module.css'

interface VersionDiffProps {
  readonly name: string
  readonly before: number
  readonly after: number
}

const words = ({ name, type, ...more }: Parameter): string =>
  `${name}: ${type}${more.default === undefined ? '' : ` = ${writeLiteral(more.default)}`}`

/** The parameters as comment lines before the code: they are part of a version, too. */
const textOf = (parameters: readonly Parameter[], code: string): string =>
  [...parameters.map((one) => `// ${words(one)}`), '', code].join('\n')

/** What changed between two versions of a script, in its parameters and its code. */
export function VersionDiff({ name, before, after }: VersionDiffProps) {
  const options = (version: number) =>
    queries.scripts.get.queryOptions({ input: { name, version }, staleTime: Number.POSITIVE_INFINITY })
  const [old, next] = [useQuery(options(before)), useQuery(options(after))]
  const error = old.error ?? next.error
  if (error) return <Trouble error={errorOf(error)} />
  if (!old.data || !next.data) return <Loader size="sm" />
  return (
    <>
      <p className={classes.words}>
        {before === after
          ? `Version ${after}.`
          : `From version ${before} to version ${after}: what was taken away is red, what was put in is green.`}
      </p>
      <div className={classes.diff}>
        <DiffView
          label={`Changes from version ${before} to version ${after}`}
          before={textOf(old.data.parameters, old.data.code)}
          after={textOf(next.data.parameters, next.data.code)}
        />
      </div>
    </>
  )
}
