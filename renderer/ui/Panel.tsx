import { ActionIcon, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconLayoutBottombarCollapse,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarRightCollapse,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Panel as PanelName, useView } from '../stores/view.ts'
import classes from './Panel.module.css'

const COLLAPSE: Readonly<Record<PanelName, Icon>> = {
  palette: IconLayoutSidebarLeftCollapse,
  inspector: IconLayoutSidebarRightCollapse,
  dock: IconLayoutBottombarCollapse,
}

/** The button that folds a panel away. */
export function CollapseButton({ panel }: { readonly panel: PanelName }) {
  const toggle = useView((view) => view.toggle)
  const Glyph = COLLAPSE[panel]
  return (
    <Tooltip label={`Hide ${panel}`}>
      <ActionIcon aria-label={`Hide ${panel}`} onClick={() => toggle(panel, false)}>
        <Glyph size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

interface PanelProps {
  readonly label: string
  readonly head?: ReactNode
  readonly children: ReactNode
}

/** An area of the window with a head that stays and a body that scrolls. */
export function Panel({ label, head, children }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={label}>
      {head && <div className={classes.head}>{head}</div>}
      <div className={classes.body}>{children}</div>
    </section>
  )
}
