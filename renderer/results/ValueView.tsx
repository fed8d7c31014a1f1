import { isJsonRecord } from '#shared/base/json.ts'
import type { ValuePreview } from '#shared/contract/preview.ts'
import { formatBytes, formatNumber, plural } from '../ui/format.ts'
import { Sparkline } from '../ui/Sparkline.tsx'
import { cellText } from './cells.ts'
import { brief, lineOf } from './preview.ts'
import classes from './ValueView.module.css'

function TableView({ preview }: { readonly preview: Extract<ValuePreview, { readonly kind: 'table' }> }) {
  const more = preview.rowCount - preview.rows.length
  return (
    <>
      <p className={classes.size}>{lineOf(preview).exact}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label="First rows">
        <table className={classes.table}>
          <thead>
            <tr>
              {preview.columns.map((column) => (
                <th key={column.name} scope="col" title={column.type}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
              <tr key={i}>
                {preview.columns.map((column, at) => (
                  <td key={column.name} data-number={typeof row[at] === 'number' || undefined}>
                    {cellText(row[at])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && preview.rows.length > 0 && <p className={classes.size}>and {plural(more, 'more row')}</p>}
    </>
  )
}

/** A value in the inspector: whole where it is short, its beginning where it is long. */
export function ValueView({ preview }: { readonly preview: ValuePreview }) {
  switch (preview.kind) {
    case 'table':
      return <TableView preview={preview} />
    case 'json': {
      const { json } = preview
      if (typeof json === 'number') {
        return (
          <output className={classes.number} title={String(json)}>
            {formatNumber(json)}
          </output>
        )
      }
      if (isJsonRecord(json) && Object.keys(json).length > 0) {
        return (
          <dl className={classes.record}>
            {Object.entries(json).map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd title={typeof value === 'number' ? String(value) : undefined}>{brief(value)}</dd>
              </div>
            ))}
          </dl>
        )
      }
      return (
        <>
          {preview.spark && <Sparkline values={preview.spark} width={280} height={64} />}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className={classes.text} tabIndex={0}>
            {typeof json === 'string' ? json : preview.text}
          </pre>
        </>
      )
    }
    case 'chart':
      return <p className={classes.size}>A chart, shown large in Data.</p>
    case 'file':
      return (
        <p className={classes.size}>
          {preview.path}
          <br />
          {formatBytes(preview.size)}
        </p>
      )
    case 'bytes':
      return <pre className={classes.text}>{preview.head}</pre>
  }
}
