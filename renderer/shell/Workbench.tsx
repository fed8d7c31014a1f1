import { Splitter } from '@mantine/core'
import type { SplitterPaneSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Canvas } from '../canvas/Canvas.tsx'
import { Connector } from '../canvas/Connector.tsx'
import { NoChain } from '../chains/NoChain.tsx'
import { Dock } from '../dock/Dock.tsx'
import { InputsDialog } from '../inputs/InputsDialog.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { Palette } from '../palette/Palette.tsx'
import { QuickPicker } from '../palette/QuickPicker.tsx'
import { useShownChain } from '../stores/document.ts'
import { type Panel, useView } from '../stores/view.ts'
import { PastBanner } from './PastBanner.tsx'
import { TopBar } from './TopBar.tsx'
import classes from './Workbench.module.css'

const pixels = (size: SplitterPaneSize | undefined): number => Number.parseFloat(String(size ?? 0)) || 0

/** Notes a panel's new size; one drawn to nothing is folded away and keeps the size it had. */
function note(panel: Panel, size: SplitterPaneSize | undefined): void {
  const { open, resize, toggle } = useView.getState()
  const px = pixels(size)
  if (px < 1) {
    if (open[panel]) toggle(panel, false)
    return
  }
  if (!open[panel]) toggle(panel, true)
  resize(panel, px)
}

/** A panel's content; folded away it can't be reached by keyboard either. */
function Fold({ panel, children }: { readonly panel: Panel; readonly children: ReactNode }) {
  const open = useView((view) => view.open[panel])
  return (
    <div className={classes.fold} inert={!open} hidden={!open}>
      {children}
    </div>
  )
}

function Areas() {
  const sizes = useView((view) => view.sizes)
  const open = useView((view) => view.open)
  const sizeOf = (panel: Panel): SplitterPaneSize => `${open[panel] ? sizes[panel] : 0}px`
  return (
    <Splitter
      className={classes.areas ?? ''}
      sizes={[sizeOf('palette'), 100, sizeOf('inspector')]}
      lineSize={1}
      withHandle={false}
      handleColor="var(--ergo-line)"
      onSizeChange={([palette, , inspector]) => {
        note('palette', palette)
        note('inspector', inspector)
      }}
    >
      <Splitter.Pane defaultSize="224px" min="176px" max="400px" collapsible>
        <Fold panel="palette">
          <Palette />
        </Fold>
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100} min={20}>
        <Splitter
          className={classes.areas ?? ''}
          orientation="vertical"
          sizes={[100, sizeOf('dock')]}
          lineSize={1}
          withHandle={false}
          handleColor="var(--ergo-line)"
          onSizeChange={([, dock]) => note('dock', dock)}
        >
          <Splitter.Pane defaultSize={100} min={20}>
            <Canvas />
          </Splitter.Pane>
          <Splitter.Pane defaultSize="232px" min="120px" collapsible>
            <Fold panel="dock">
              <Dock />
            </Fold>
          </Splitter.Pane>
        </Splitter>
      </Splitter.Pane>
      <Splitter.Pane defaultSize="336px" min="264px" max="640px" collapsible>
        <Fold panel="inspector">
          <Inspector />
        </Fold>
      </Splitter.Pane>
    </Splitter>
  )
}

/** Where a chain is drawn, run and looked at. */
export function Workbench() {
  const open = useShownChain() !== undefined
  return (
    <main className={classes.workbench}>
      {open ? (
        <>
          <TopBar />
          <PastBanner />
          <Areas />
          <QuickPicker />
          <Connector />
          <InputsDialog />
        </>
      ) : (
        <NoChain />
      )}
    </main>
  )
}
