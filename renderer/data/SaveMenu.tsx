import { ActionIcon, Menu, Progress, Tooltip } from '@mantine/core'
import { IconDownload, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Inputs } from '#shared/contract/index.ts'
import { api, errorOf } from '../api.ts'
import { download, hasDialogs } from '../files/save.ts'
import { toast } from '../ui/toast.ts'
import { asked, type RowsQuery, type ValueAt } from './pages.ts'
import classes from './TableView.module.css'

type Format = Inputs['values']['save']['format']
const WORDS: Readonly<Record<Format, string>> = { csv: 'CSV', parquet: 'Parquet', json: 'JSON' }
const FORMATS: readonly Format[] = ['csv', 'parquet', 'json']

const fileName = (name: string): string => name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim() || 'table'

interface SaveMenuProps {
  readonly at: ValueAt
  readonly query: RowsQuery
  readonly name: string
}

/** Exports the rows that are shown, all of them, where the user wants them. */
export function SaveMenu({ at, query, name }: SaveMenuProps) {
  const [share, setShare] = useState<number>()
  const stop = useRef<AbortController>(undefined)

  async function save(format: Format): Promise<void> {
    const control = new AbortController()
    stop.current = control
    try {
      let path: string | null = null
      if (await hasDialogs()) {
        const types = [{ name: WORDS[format], extensions: [format] }]
        path = (
          await api.files.chooseSave({
            title: 'Export the table',
            path: `${fileName(name)}.${format}`,
            types,
          })
        ).path
        if (path === null) return
      }
      setShare(0)
      const events = await api.values.save(
        { ...at, ...asked(query), format, path, name: fileName(name) },
        { signal: control.signal },
      )
      for await (const event of events) {
        if (event.type === 'progress') setShare(event.share)
        else if (event.download) download(event.download, `${fileName(name)}.${format}`)
        else toast(`Saved ${event.path}`, 'good')
      }
    } catch (thrown) {
      if (!control.signal.aborted) toast(errorOf(thrown).message, 'bad')
    } finally {
      setShare(undefined)
    }
  }

  if (share !== undefined) {
    return (
      <div className={classes.saving}>
        <Progress value={share * 100} aria-label="Exporting the table" animated />
        <Tooltip label="Stop the export">
          <ActionIcon aria-label="Stop the export" onClick={() => stop.current?.abort()}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Export the table">
          <IconDownload size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Export all rows shown</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {WORDS[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
