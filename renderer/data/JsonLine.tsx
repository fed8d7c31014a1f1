import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconCopy, IconRoute } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Outputs } from '#shared/contract/index.ts'
import { api, errorOf } from '../api.ts'
import { brief } from '../results/preview.ts'
import { plural } from '../ui/format.ts'
import { toast } from '../ui/toast.ts'
import classes from './JsonTree.module.css'
import type { ValueAt } from './pages.ts'
import { type Path, pathText, type TreeLine } from './tree.ts'

/** Characters of a value that go on the clipboard; more is better taken as a file. */
const MOST_COPIED = 2_000_000

export type Entry = Outputs['values']['json']['entries'][number]

/** How many children an entry has. */
export const sizeOf = ({ value }: Entry): number =>
  value.type === 'list' || value.type === 'record' ? (value.size ?? 0) : 0

interface LineProps {
  readonly at: ValueAt
  readonly line: TreeLine
  readonly entry: Entry | undefined
  readonly active: boolean
  readonly onActive: () => void
  readonly onFold: (entry: Entry) => void
}

/** A line of a JSON tree: a key with its value in small. */
export function JsonLine({ at, line, entry, active, onActive, onFold }: LineProps) {
  const many = entry && sizeOf(entry) > 0
  const path = entry && [...line.parent.path, entry.key]
  const Glyph = line.unfolded ? IconChevronDown : IconChevronRight
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way is the section's own keys
    // biome-ignore lint/a11y/noStaticElementInteractions: the same
    <div
      className={classes.line}
      style={{ paddingLeft: 8 + line.depth * 16 }}
      data-active={active || undefined}
      onClick={onActive}
    >
      {many ? (
        <button
          type="button"
          className={classes.fold}
          aria-expanded={line.unfolded !== undefined}
          aria-label={`${entry.key}`}
          tabIndex={-1}
          onClick={() => onFold(entry)}
        >
          <Glyph size={14} aria-hidden />
        </button>
      ) : (
        <span className={classes.fold} />
      )}
      {entry && path ? (
        <>
          <span className={classes.key}>{entry.key}</span>
          <Value entry={entry} />
          <span className={classes.tools}>
            <Tool label="Copy the path" onClick={() => void copyText(pathText(path), 'path')}>
              <IconRoute size={14} aria-hidden />
            </Tool>
            <Tool label="Copy the value" onClick={() => void copyValue(at, path)}>
              <IconCopy size={14} aria-hidden />
            </Tool>
          </span>
        </>
      ) : (
        <span className={classes.waiting} />
      )}
    </div>
  )
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={20} aria-label={label} tabIndex={-1} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

function Value({ entry: { value } }: { readonly entry: Entry }) {
  const { type, size = 0, text } = value
  if (type === 'list') return <span className={classes.kind}>{`[ ${plural(size, 'item')} ]`}</span>
  if (type === 'record') return <span className={classes.kind}>{`{ ${plural(size, 'field')} }`}</span>
  const shown =
    type === 'text'
      ? `"${text}${value.partial ? '…' : ''}"`
      : type === 'number'
        ? text
        : brief(value.json ?? null)
  return (
    <span className={classes.value} data-type={type} title={shown}>
      {shown}
    </span>
  )
}

async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast(`Copied the ${what}`)
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
  }
}

async function copyValue(at: ValueAt, path: Path): Promise<void> {
  try {
    const parts: string[] = []
    for (let offset = 0; ; ) {
      const page = await api.values.text({ ...at, path: [...path], offset, limit: 200_000 })
      if (page.size > MOST_COPIED)
        return toast('This is too much for the clipboard: copy a part of it.', 'warning')
      parts.push(page.text)
      offset += page.text.length
      if (offset >= page.size || page.text === '') break
    }
    await copyText(parts.join(''), 'value')
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
  }
}
