import { Tabs } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import { draftFaults, saveScript } from '../actions/verbs/scripts.tsx'
import { CodeEditor } from '../editor/CodeEditor.tsx'
import { scriptLanguage } from '../editor/script.ts'
import { useScripts } from '../stores/scripts.ts'
import { AboutPanel } from './AboutPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { RunPanel } from './RunPanel.tsx'
import classes from './ScriptDesk.module.css'
import { ScriptHead } from './ScriptHead.tsx'
import { type TryOut, useTryOut } from './useTryOut.ts'

const VersionsPanel = lazy(() => import('./VersionsPanel.tsx'))

const TABS = { run: 'Run', about: 'About', versions: 'Versions', history: 'Past' } as const
type Tab = keyof typeof TABS
const isTab = (tab: string | null): tab is Tab => tab !== null && tab in TABS

/** One script: its code, and beside it how to run it, what it is, its versions and how it went before. */
export function ScriptDesk() {
  const draft = useScripts((scripts) => scripts.draft)
  const edit = useScripts((scripts) => scripts.edit)
  const [tab, setTab] = useState<Tab>('run')
  const [place, setPlace] = useState<{ readonly line: number; readonly column: number }>()
  const tryOut: TryOut = useTryOut()
  const { run } = tryOut
  const faults = draftFaults(draft)
  const names = JSON.stringify(draft.parameters.map(({ name, type }) => ({ name, type })))
  const extensions = useMemo(
    () =>
      scriptLanguage(JSON.parse(names), {
        save: () => void saveScript(),
        run: () => {
          setTab('run')
          void run()
        },
      }),
    [names, run],
  )
  return (
    <div className={classes.desk}>
      <ScriptHead fault={faults.get('name')} />
      <div className={classes.code}>
        <CodeEditor
          label="Code"
          value={draft.code}
          extensions={extensions}
          place={place}
          onChange={(code) => edit({ code })}
        />
      </div>
      <section className={classes.side} aria-label="Script">
        <Tabs value={tab} onChange={(next) => isTab(next) && setTab(next)} keepMounted={false}>
          <Tabs.List grow className={classes.tabs ?? ''}>
            {Object.entries(TABS).map(([value, title]) => (
              <Tabs.Tab key={value} value={value}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="run" className={classes.panel ?? ''}>
            <RunPanel tryOut={tryOut} onPlace={setPlace} />
          </Tabs.Panel>
          <Tabs.Panel value="about" className={classes.panel ?? ''}>
            <AboutPanel faults={faults} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" className={classes.panel ?? ''}>
            <Suspense>
              <VersionsPanel />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="history" className={classes.panel ?? ''}>
            <HistoryPanel />
          </Tabs.Panel>
        </Tabs>
      </section>
    </div>
  )
}
