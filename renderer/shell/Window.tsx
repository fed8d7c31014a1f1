import { Loader } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useActionKeys } from '../actions/keys.ts'
import { Chains } from '../chains/Chains.tsx'
import { Conclusions } from '../conclusions/Conclusions.tsx'
import { Runs } from '../history/Runs.tsx'
import { Settings } from '../settings/Settings.tsx'
import { useView } from '../stores/view.ts'
import { Finder } from './Finder.tsx'
import { Rail } from './Rail.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { useStart } from './useStart.ts'
import { useTheme } from './useTheme.ts'
import classes from './Window.module.css'
import { Workbench } from './Workbench.tsx'

const Templates = lazy(async () => ({ default: (await import('../templates/Templates.tsx')).Templates }))
/** Scripts bring the code editor and its diff with them: loaded when somebody goes there. */
const Scripts = lazy(() => import('../scripts/Scripts.tsx'))

export function Window() {
  const section = useView((view) => view.section)
  const ready = useStart()
  useActionKeys()
  useTheme()
  return (
    <div className={classes.window}>
      <Rail />
      {ready && section === 'workbench' && <Workbench />}
      {ready && section === 'chains' && <Chains />}
      {ready && section === 'runs' && <Runs />}
      {ready && section === 'conclusions' && <Conclusions />}
      {ready && section === 'scripts' && (
        <Suspense fallback={<Loader m="lg" size="sm" />}>
          <Scripts />
        </Suspense>
      )}
      {ready && section === 'templates' && (
        <Suspense fallback={<Loader m="lg" size="sm" />}>
          <Templates />
        </Suspense>
      )}
      {ready && section === 'settings' && <Settings />}
      <Finder />
      <Shortcuts />
    </div>
  )
}
