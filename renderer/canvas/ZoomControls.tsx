import { ActionIcon, Tooltip } from '@mantine/core'
import { IconMap, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useStore } from '@xyflow/react'
import { theCamera } from '../stores/camera.ts'
import { useView } from '../stores/view.ts'
import classes from './ZoomControls.module.css'

export function ZoomControls() {
  const percent = useStore((store) => Math.round(store.transform[2] * 100))
  const minimap = useView((view) => view.minimap)
  const toggleMinimap = useView((view) => view.toggleMinimap)
  const buttons = [
    { label: 'Zoom out', icon: IconMinus, act: () => theCamera()?.zoomOut() },
    { label: 'Zoom in', icon: IconPlus, act: () => theCamera()?.zoomIn() },
    { label: 'Zoom to fit', icon: IconMaximize, act: () => theCamera()?.fit() },
    { label: minimap ? 'Hide overview' : 'Show overview', icon: IconMap, act: toggleMinimap },
  ]
  return (
    <div className={classes.controls} role="toolbar" aria-label="Zoom">
      {buttons.map(({ label, icon: Icon, act }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon aria-label={label} onClick={act}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
      <span className={classes.percent}>{percent} %</span>
    </div>
  )
}
