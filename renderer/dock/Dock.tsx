import { Tabs } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { CompareTab } from '../compare/CompareTab.tsx'
import { useComparison } from '../stores/compare.ts'
import { useProblems } from '../stores/problems.ts'
import { DOCK_TABS, type DockTab, useView } from '../stores/view.ts'
import { TimelineTab } from '../timeline/TimelineTab.tsx'
import { CollapseButton } from '../ui/Panel.tsx'
import classes from './Dock.module.css'
import { LogTab } from './LogTab.tsx'
import { OutcomeTab } from './OutcomeTab.tsx'
import { ProblemsTab } from './ProblemsTab.tsx'
import { RunsTab } from './RunsTab.tsx'

/** The grid brings its own weight: loaded once it is looked at. */
const DataTab = lazy(() => import('./DataTab.tsx'))

const TITLES: Readonly<Record<DockTab, string>> = {
  outcome: 'Outcome',
  runs: 'Runs',
  timeline: 'Timeline',
  data: 'Data',
  log: 'Log',
  problems: 'Problems',
  compare: 'Compare',
}

const isTab = (tab: string | null): tab is DockTab => DOCK_TABS.some((one) => one === tab)

export function Dock() {
  const chosen = useView((view) => view.dockTab)
  const comparing = useComparison() !== undefined
  const tab = chosen === 'compare' && !comparing ? 'outcome' : chosen
  const showDock = useView((view) => view.showDock)
  const problems = useProblems((store) => store.issues.length)
  return (
    <section aria-label="Dock" className={classes.dock}>
      <Tabs
        value={tab}
        onChange={(next) => isTab(next) && showDock(next)}
        keepMounted={false}
        className={classes.tabs ?? ''}
      >
        <div className={classes.head}>
          <Tabs.List className={classes.list ?? ''}>
            {DOCK_TABS.filter((one) => one !== 'compare' || comparing).map((one) => (
              <Tabs.Tab key={one} value={one}>
                {TITLES[one]}
                {one === 'problems' && problems > 0 && ` (${problems})`}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <CollapseButton panel="dock" />
        </div>
        <Tabs.Panel value="outcome" className={classes.panel ?? ''}>
          <OutcomeTab />
        </Tabs.Panel>
        <Tabs.Panel value="runs" className={classes.panel ?? ''}>
          <RunsTab />
        </Tabs.Panel>
        <Tabs.Panel value="timeline" className={classes.panel ?? ''}>
          <TimelineTab />
        </Tabs.Panel>
        <Tabs.Panel value="data" className={classes.panel ?? ''}>
          <Suspense>
            <DataTab />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="log" className={classes.panel ?? ''}>
          <LogTab />
        </Tabs.Panel>
        <Tabs.Panel value="problems" className={classes.panel ?? ''}>
          <ProblemsTab />
        </Tabs.Panel>
        <Tabs.Panel value="compare" className={classes.panel ?? ''}>
          <CompareTab />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}
