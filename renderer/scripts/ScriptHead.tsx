import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconDots, IconFileExport, IconTrash } from '@tabler/icons-react'
import { deleteScript, exportScript, saveScript } from '../actions/verbs/scripts.tsx'
import { isChanged, isNewVersion, useScripts } from '../stores/scripts.ts'
import classes from './ScriptHead.module.css'

/** The script's name, where it stands, and what can be done with it. */
export function ScriptHead({ fault }: { readonly fault: string | undefined }) {
  const { saved, draft, edit, discard } = useScripts()
  const changed = isChanged(saved, draft)
  const standing = !saved
    ? 'Not saved yet'
    : !changed
      ? `Version ${saved.version}`
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
