import { SegmentedControl } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, errorOf, queries } from '../api.ts'
import { formatBytes } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { fromBase64, hexLine, imageType, LINE, PAGE } from './bytes.ts'
import type { ValueAt } from './pages.ts'
import classes from './TextView.module.css'
import { useScroll } from './useScroll.ts'
import frame from './View.module.css'

const pageOf = (at: ValueAt, page: number) =>
  queries.values.bytes.queryOptions({
    input: { ...at, offset: page * PAGE, limit: PAGE },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5000,
  })

/** Bytes in hexadecimal and ASCII, by pages; as a picture if they are one. */
export function BytesView({ at }: { readonly at: ValueAt }) {
  const first = useQuery(pageOf(at, 0))
  const [asHex, setAsHex] = useState(false)
  if (first.error) return <Trouble error={errorOf(first.error)} retry={() => void first.refetch()} />
  if (!first.data) return null
  const { base64, size } = first.data
  const type = imageType(fromBase64(base64))
  return (
    <div className={frame.view}>
      <div className={frame.bar}>
        {type && (
          <SegmentedControl
            size="xs"
            data={['Picture', 'Bytes']}
            value={asHex ? 'Bytes' : 'Picture'}
            onChange={(next) => setAsHex(next === 'Bytes')}
          />
        )}
        <span className={classes.fill} />
        <span className={classes.count}>{formatBytes(size)}</span>
      </div>
      {type && !asHex ? <Picture at={at} type={type} size={size} /> : <Hex at={at} size={size} />}
    </div>
  )
}

function Hex({ at, size }: { readonly at: ValueAt; readonly size: number }) {
  const { scroller, onScroll, from, to, before, after } = useScroll(Math.ceil(size / LINE))
  const first = Math.floor((from * LINE) / PAGE)
  const last = Math.floor((Math.max(from, to - 1) * LINE) / PAGE)
  const pages = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, i) => pageOf(at, first + i)),
  })
  const parts = pages.map(({ data }) => (data ? fromBase64(data.base64) : undefined))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={classes.bytes} onScroll={onScroll} aria-label="Bytes" tabIndex={0}>
      <div style={{ height: before, padding: 0 }} />
      {Array.from({ length: Math.max(0, to - from) }, (_, i) => {
        const offset = (from + i) * LINE
        const part = parts[Math.floor(offset / PAGE) - first]
        const line = hexLine(
          part?.subarray(offset % PAGE, (offset % PAGE) + LINE) ?? new Uint8Array(),
          offset,
        )
        return (
          <div key={offset}>
            <span>{line.place}</span>
            {`  ${line.hex}  ${line.text}`}
          </div>
        )
      })}
      <div style={{ height: after, padding: 0 }} />
    </section>
  )
}

const PART = 900_000

function Picture({ at, type, size }: { readonly at: ValueAt; readonly type: string; readonly size: number }) {
  const [address, setAddress] = useState<string>()
  const { data, error } = useQuery({
    queryKey: ['picture', at],
    queryFn: async () => {
      const parts: BlobPart[] = []
      for (let offset = 0; offset < size; offset += PART) {
        parts.push(fromBase64((await api.values.bytes({ ...at, offset, limit: PART })).base64))
      }
      return new Blob(parts, { type })
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useEffect(() => {
    if (!data) return
    const made = URL.createObjectURL(data)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [data])
  if (error) return <Trouble error={errorOf(error)} />
  return address ? <img className={classes.image} src={address} alt="The result" /> : null
}
