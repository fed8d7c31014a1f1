import { ActionIcon, Button, Group, Loader, ScrollArea, TextInput, UnstyledButton } from '@mantine/core'
import { IconArrowUp, IconFile, IconFolder } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Outputs } from '#shared/contract/index.ts'
import { errorOf, queries } from '../api.ts'
import { formatBytes } from '../ui/format.ts'
import { Trouble } from '../ui/Trouble.tsx'
import classes from './FolderBrowser.module.css'
import { folderOf, joinPath, nameOf } from './paths.ts'

type Entry = Outputs['files']['folder']['entries'][number]

interface FolderBrowserProps {
  /** A file or folder to start at; the home folder where it is empty. */
  readonly start: string
  readonly mode: 'open' | 'save'
  /** Without dots; all files where there are none. */
  readonly extensions: readonly string[]
  readonly onChoose: (path: string) => void
}

/** Chooses a file of this machine, for shells without the system's dialogs. */
export function FolderBrowser({ start, mode, extensions, onChoose }: FolderBrowserProps) {
  const [folder, setFolder] = useState(() => folderOf(start))
  const [name, setName] = useState(() => (mode === 'save' ? nameOf(start) : ''))
  const { data, error } = useQuery(
    queries.files.folder.queryOptions({
      input: folder ? { path: folder } : {},
      placeholderData: (before) => before,
    }),
  )
  const fits = (entry: Entry): boolean =>
    entry.kind === 'folder' ||
    extensions.length === 0 ||
    extensions.some((extension) => entry.name.toLowerCase().endsWith(`.${extension}`))
  const pick = (entry: Entry): void => {
    if (entry.kind === 'folder') setFolder(entry.path)
    else if (mode === 'open') onChoose(entry.path)
    else setName(entry.name)
  }
  return (
    <div className={classes.browser}>
      <Group gap="sm" wrap="nowrap">
        <ActionIcon
          variant="default"
          size={32}
          aria-label="Up one folder"
          disabled={!data?.parent}
          onClick={() => data?.parent && setFolder(data.parent)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <TextInput
          className={classes.path ?? ''}
          aria-label="Folder"
          key={data?.path ?? ''}
          defaultValue={data?.path ?? ''}
          onKeyDown={(event) => event.key === 'Enter' && setFolder(event.currentTarget.value)}
        />
      </Group>
      {error ? <Trouble error={errorOf(error)} /> : null}
      <ScrollArea h={320} className={classes.list ?? ''} aria-label="Files and folders">
        {!data && !error && <Loader size="sm" m="md" />}
        {data?.entries.filter(fits).map((entry) => (
          <UnstyledButton
            key={entry.path}
            className={classes.entry}
            data-chosen={entry.name === name || undefined}
            onClick={() => pick(entry)}
          >
            {entry.kind === 'folder' ? (
              <IconFolder size={16} aria-label="Folder" />
            ) : (
              <IconFile size={16} aria-hidden />
            )}
            <span className={classes.name}>{entry.name}</span>
            {entry.kind === 'file' && <span className={classes.size}>{formatBytes(entry.size)}</span>}
          </UnstyledButton>
        ))}
        {data && !data.entries.some(fits) && <p className={classes.empty}>No files here that fit.</p>}
      </ScrollArea>
      {mode === 'save' && (
        <Group gap="sm" wrap="nowrap" align="flex-end">
          <TextInput
            className={classes.path ?? ''}
            label="File name"
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            disabled={!name.trim() || !data}
            onClick={() => data && onChoose(joinPath(data.path, name.trim()))}
          >
            Save
          </Button>
        </Group>
      )}
    </div>
  )
}
