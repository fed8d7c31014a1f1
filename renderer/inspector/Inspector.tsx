import { Tabs } from '@mantine/core'
import { IconPointer } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useDocument, useShownChain } from '../stores/document.ts'
import { usePassing } from '../stores/passing.ts'
import { useOnlySelected, useSelection } from '../stores/selection.ts'
import { INSPECTOR_TABS, type InspectorTab, useView } from '../stores/view.ts'
import { Empty } from '../ui/Empty.tsx'
import { plural } from '../ui/format.ts'
import { CollapseButton, Panel } from '../ui/Panel.tsx'
import { ChainPanel } from './ChainPanel.tsx'
import classes from './Inspector.module.css'
import { FramePanel, NotePanel } from './ItemPanels.tsx'
import { NodeHead } from './NodeHead.tsx'
import { PastPanel } from './PastPanel.tsx'
import { PolicyPanel } from './PolicyPanel.tsx'
import { ResultPanel } from './ResultPanel.tsx'

/** Forms bring the code editor with them: loaded once something is selected. */
const ConfigPanel = lazy(() => import('./ConfigPanel.tsx'))

const TITLES: Readonly<Record<InspectorTab, string>> = {
  config: 'Config',
  result: 'Result',
  policy: 'Policy',
  past: 'Past',
}

const isTab = (tab: string | null): tab is InspectorTab => INSPECTOR_TABS.some((one) => one === tab)

/** What is selected: its form, its result, how it is run, how it went before. */
export function Inspector() {
  const chain = useShownChain()
  const shownKey = useDocument((store) => store.past?.executionId ?? store.id)
  const id = useOnlySelected()
  const many = useSelection((selection) => selection.nodes.size)
  const tab = useView((view) => view.inspectorTab)
  const showInspector = useView((view) => view.showInspector)
  const asked = usePassing((passing) => passing.focusInspector)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (asked === 0) return
    const timer = setTimeout(() => {
      body.current
        ?.querySelector<HTMLElement>('[role="tabpanel"] :is(input, textarea, [contenteditable="true"])')
        ?.focus()
    }, 50)
    return () => clearTimeout(timer)
  }, [asked])

  const node = chain?.nodes.find((one) => one.id === id)
  const frame = chain?.frames?.find((one) => one.id === id)
  const note = chain?.notes?.find((one) => one.id === id)
  if (node) {
    return (
      <Panel label="Inspector" head={<NodeHead key={node.id} node={node} />}>
        <Tabs
          ref={body}
          value={tab}
          onChange={(next) => isTab(next) && showInspector(next)}
          keepMounted={false}
          className={classes.tabs ?? ''}
        >
          <Tabs.List grow className={classes.list ?? ''}>
            {INSPECTOR_TABS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {TITLES[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="config" className={classes.panel ?? ''}>
            <Suspense>
              <ConfigPanel key={node.id} node={node} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="result" className={classes.panel ?? ''}>
            <ResultPanel key={node.id} node={node} />
          </Tabs.Panel>
          <Tabs.Panel value="policy" className={classes.panel ?? ''}>
            <PolicyPanel key={node.id} node={node} />
          </Tabs.Panel>
          <Tabs.Panel value="past" className={classes.panel ?? ''}>
            <PastPanel key={node.id} node={node} />
          </Tabs.Panel>
        </Tabs>
      </Panel>
    )
  }
  const head = (title: string) => (
    <>
      <h2 className={classes.title}>{title}</h2>
      <CollapseButton panel="inspector" />
    </>
  )
  if (frame) {
    return (
      <Panel label="Inspector" head={head('Frame')}>
        <FramePanel key={frame.id} frame={frame} />
      </Panel>
    )
  }
  if (note) {
    return (
      <Panel label="Inspector" head={head('Note')}>
        <NotePanel key={note.id} note={note} />
      </Panel>
    )
  }
  if (many > 1) {
    return (
      <Panel label="Inspector" head={head(plural(many, 'item'))}>
        <Empty icon={IconPointer} title={`${plural(many, 'item')} selected`}>
          Right-click for what can be done with them, or select one to see its settings.
        </Empty>
      </Panel>
    )
  }
  return (
    <Panel label="Inspector" head={head('Chain')}>
      {/* What is typed wrongly into it is not shown as part of another chain, nor of a past run. */}
      <ChainPanel key={shownKey} />
    </Panel>
  )
}
