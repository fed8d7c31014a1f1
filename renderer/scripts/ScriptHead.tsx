import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconDots, IconFileExport, IconTrash } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { deleteScript, exportScript, saveScript } from '../actions/verbs/scripts.tsx'
import { queries } from '../api.ts'
import { draftOf, isChanged, isNewVersion, keyOf, useScripts } from '../stores/scripts.ts'
import classes from './ScriptHead.module.css'

/**
 * The newest version of the script there is, looked up whenever one comes back to this window: another may have saved
 * one meanwhile. Where nothing is being written here, that one is shown.
 */
function useNewest(saved: ReturnType<typeof useScripts.getState>['saved'], changed: boolean): number {
  const { data } = useQuery(
    queries.scripts.get.queryOptions({
      input: saved ? { name: saved.name } : skipToken,
      staleTime: 0,
      refetchOnWindowFocus: 'always',
    }),
  )
  const later = data && saved && data.name === saved.name && data.version > saved.version ? data : undefined
  useEffect(() => {
    if (!later || changed) return
    const { draft, open, edit } = useScripts.getState()
    open(keyOf(later.name), later, { ...draftOf(later), testInput: draft.testInput })
    edit({})
  }, [later, changed])
  return later?.version ?? saved?.version ?? 0
}

/** The script's name, where it stands, and what can be done with it. */
export function ScriptHead({ fault }: { readonly fault: string | undefined }) {
  const { saved, draft, edit, discard } = useScripts()
  const changed = isChanged(saved, draft)
  const newest = useNewest(saved, changed)
  const standing = !saved
    ? 'Not saved yet'
    : !changed
      ? `Version ${saved.version}`
      : newest > saved.version
        ? `Changed: will be version ${newest + 1}, after version ${newest} of another window`
        : isNewVersion(saved, draft)
          ? `Changed: will be version ${saved.version + 1}`
          : `Version ${saved.version}, description changed`
  return (
    <header className={classes.head}>
      <TextInput
        className={classes.name ?? ''}
        aria-label="Name of the script"
        value={draft.name}
        error={fault}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <span className={classes.standing} data-changed={changed || undefined} role="status">
        {standing}
      </span>
      <Button disabled={!changed} onClick={() => void saveScript()}>
        Save
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label="More about this script">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {saved && (
            <Menu.Item
              leftSection={<IconFileExport size={16} aria-hidden />}
              onClick={() => void exportScript(saved.name)}
            >
              Export the saved script
            </Menu.Item>
          )}
          {saved && (
            <Menu.Item
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              disabled={!changed}
              onClick={discard}
            >
              Back to what is saved
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => void deleteScript()}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  )
}
