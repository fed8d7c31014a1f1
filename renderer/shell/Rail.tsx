import { UnstyledButton } from '@mantine/core'
import {
  type Icon,
  IconBulb,
  IconFileCode,
  IconFolders,
  IconHistory,
  IconLayoutGrid,
  IconSchema,
  IconSettings,
} from '@tabler/icons-react'
import { type Section, useView } from '../stores/view.ts'
import classes from './Rail.module.css'

const ITEMS: readonly { readonly section: Section; readonly label: string; readonly icon: Icon }[] = [
  { section: 'workbench', label: 'Canvas', icon: IconSchema },
  { section: 'chains', label: 'Chains', icon: IconFolders },
  { section: 'runs', label: 'Runs', icon: IconHistory },
  { section: 'conclusions', label: 'Conclusions', icon: IconBulb },
  { section: 'scripts', label: 'Scripts', icon: IconFileCode },
  { section: 'templates', label: 'Templates', icon: IconLayoutGrid },
  { section: 'settings', label: 'Settings', icon: IconSettings },
]

/** Where one is in the app. */
export function Rail() {
  const section = useView((view) => view.section)
  const go = useView((view) => view.go)
  return (
    <nav className={classes.rail} data-keys="canvas" aria-label="Main">
      {ITEMS.map(({ section: to, label, icon: Icon }) => (
        <UnstyledButton
          key={to}
          className={classes.item}
          data-last={to === 'settings' || undefined}
          aria-current={section === to ? 'page' : undefined}
          onClick={() => go(to)}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          {label}
        </UnstyledButton>
      ))}
    </nav>
  )
}
