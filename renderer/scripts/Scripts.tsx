import { Button, FileButton } from '@mantine/core'
import { IconFileCode, IconFileImport, IconPlus } from '@tabler/icons-react'
import { useEffect } from 'react'
import { importScriptFile, newScript, openDraft, openScript } from '../actions/verbs/scripts.tsx'
import { useScripts } from '../stores/scripts.ts'
import { useView } from '../stores/view.ts'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { ScriptDesk } from './ScriptDesk.tsx'
import { ScriptList } from './ScriptList.tsx'
import classes from './Scripts.module.css'

/** The script that was open last, with what was being written of it. */
function useReopened(): void {
  const key = useScripts((scripts) => scripts.key)
  const wanted = useView((view) => view.script)
  useEffect(() => {
    if (key !== undefined || wanted === '') return
    if (wanted.startsWith('script ')) void openScript(wanted.slice('script '.length))
    else void openDraft(wanted)
  }, [key, wanted])
}

/** The library of scripts: what there is, and one of them to write, try and look back on. */
export default function Scripts() {
  const key = useScripts((scripts) => scripts.key)
  useReopened()
  const actions = (
    <>
      <FileButton accept=".js" onChange={(file) => file && void importScriptFile(file)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
            Import
          </Button>
        )}
      </FileButton>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void newScript()}>
        New script
      </Button>
    </>
  )
  return (
    <Page title="Scripts" actions={actions}>
      <div className={classes.scripts}>
        <ScriptList />
        {key === undefined ? (
          <Empty icon={IconFileCode} title="No script is open">
            A script is JavaScript with named parameters. Nodes of any chain can run it, and each keeps to the
            version it was given. Choose one, or begin with a ready-made one.
          </Empty>
        ) : (
          <ScriptDesk key={key} />
        )}
      </div>
    </Page>
  )
}
