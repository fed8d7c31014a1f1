import { Skeleton } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ColumnProfile } from '#shared/contract/profile.ts'
import type { Column } from '#shared/operation/value.ts'
import { errorOf, queries } from '../api.ts'
import { cellText } from '../results/cells.ts'
import { formatCount, formatNumber } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './ColumnsView.module.css'
import type { ValueAt } from './pages.ts'

/** What each column holds. A column is looked through once it is in sight. */
export function ColumnsView({ at, columns }: { readonly at: ValueAt; readonly columns: readonly Column[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.columns} aria-label="Columns" tabIndex={0}>
      {columns.map((column) => (
        <Profile key={column.name} at={at} column={column} />
      ))}
    </section>
  )
}

function Profile({ at, column }: { readonly at: ValueAt; readonly column: Column }) {
  const { ref, entry } = useIntersection()
  const seen = entry?.isIntersecting ?? false
  const { data, error } = useQuery(
    queries.values.profile.queryOptions({
      input: seen ? { ...at, column: column.name } : skipToken,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  return (
    <article ref={ref} className={classes.column} aria-label={column.name}>
      <header>
        <strong title={column.name}>{column.name}</strong>
        <span>{column.unit ?? column.type}</span>
      </header>
      {error && <Trouble error={errorOf(error)} />}
      {data ? <Facts profile={data} /> : !error && <Skeleton height={120} />}
    </article>
  )
}

function Facts({ profile }: { readonly profile: ColumnProfile }) {
  const { rows, missing, distinct, estimated, numbers, least, greatest, frequent } = profile
  const about = estimated ? 'about ' : ''
  return (
    <>
      {numbers && <Bins bins={numbers.bins} />}
      {frequent && <Frequent list={frequent} rows={rows} />}
      <dl>
        <Fact name="Missing">
          {missing === 0 ? 'none' : `${formatCount(missing)} (${share(missing, rows)})`}
        </Fact>
        <Fact name="Different">{`${distinct > 1000 ? about : ''}${formatCount(distinct)}`}</Fact>
        {least !== undefined && <Fact name="Least">{cellText(least)}</Fact>}
        {numbers && (
          <>
            <Fact name="Quartiles">{`${about}${numbers.quartiles.map(formatNumber).join(' · ')}`}</Fact>
            <Fact name="Mean ± sd">{`${formatNumber(numbers.mean)}${numbers.stdev === null ? '' : ` ± ${formatNumber(numbers.stdev)}`}`}</Fact>
          </>
        )}
        {greatest !== undefined && <Fact name="Greatest">{cellText(greatest)}</Fact>}
        {numbers && numbers.notFinite > 0 && <Fact name="Not finite">{formatCount(numbers.notFinite)}</Fact>}
      </dl>
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={typeof children === 'string' ? children : undefined}>{children}</dd>
    </div>
  )
}

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })
const share = (count: number, of: number): string => percent.format(of === 0 ? 0 : count / of)

const HEIGHT = 40

/** A histogram in small; the numbers below it say what it does. */
function Bins({ bins }: { readonly bins: readonly number[] }) {
  const most = Math.max(1, ...bins)
  return (
    <svg
      className={classes.bins}
      viewBox={`0 0 ${bins.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {bins.map((count, i) => {
        const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT)
        // biome-ignore lint/suspicious/noArrayIndexKey: bins are their places
        return <rect key={i} x={i + 0.05} y={HEIGHT - height} width={0.9} height={height} />
      })}
    </svg>
  )
}

function Frequent({
  list,
  rows,
}: {
  readonly list: NonNullable<ColumnProfile['frequent']>
  readonly rows: number
}) {
  return (
    <ol className={classes.frequent}>
      {list.slice(0, 4).map(({ value, count }) => (
        <li key={value}>
          <span style={{ width: share(count, rows).replace(/\s/g, '').replace(',', '.') }} aria-hidden />
          <em title={value}>{value || 'empty text'}</em>
          <small>{share(count, rows)}</small>
        </li>
      ))}
    </ol>
  )
}
