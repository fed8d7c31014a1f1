import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const SECTIONS = ['workbench', 'chains', 'runs', 'settings'] as const
export type Section = (typeof SECTIONS)[number]

export const INSPECTOR_TABS = ['config', 'result', 'policy', 'past'] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]

export const DOCK_TABS = ['runs', 'timeline', 'data', 'log', 'problems'] as const
export type DockTab = (typeof DOCK_TABS)[number]

export type Panel = 'palette' | 'inspector' | 'dock'

/** How the window looks: kept between starts, never part of a document. Sizes are pixels. */
interface Kept {
  readonly section: Section
  readonly inspectorTab: InspectorTab
  readonly dockTab: DockTab
  readonly sizes: Readonly<Record<Panel, number>>
  readonly open: Readonly<Record<Panel, boolean>>
  readonly minimap: boolean
  /** The chain that was open last. */
  readonly lastChain: string | undefined
  /** Where one was on each chain, newest last. */
  readonly viewports: Readonly<Record<string, Viewport>>
}

/** What of the canvas is seen: its shift in pixels, and its scale. */
export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

const MOST_VIEWPORTS = 50

interface ViewStore extends Kept {
  go(section: Section): void
  showInspector(tab: InspectorTab): void
  showDock(tab: DockTab): void
  resize(panel: Panel, size: number): void
  toggle(panel: Panel, open?: boolean): void
  toggleMinimap(): void
  opened(chainId: string): void
  keepViewport(id: string, viewport: Viewport): void
}

const DEFAULTS: Kept = {
  section: 'workbench',
  inspectorTab: 'config',
  dockTab: 'runs',
  sizes: { palette: 224, inspector: 336, dock: 200 },
  open: { palette: true, inspector: true, dock: true },
  minimap: true,
  lastChain: undefined,
  viewports: {},
}

export const useView = create<ViewStore>()(
  persist(
    (set) => ({
      ...DEFAULTS,
      go: (section) => set({ section }),
      showInspector: (inspectorTab) =>
        set((view) => ({ inspectorTab, open: { ...view.open, inspector: true } })),
      showDock: (dockTab) => set((view) => ({ dockTab, open: { ...view.open, dock: true } })),
      resize: (panel, size) => set((view) => ({ sizes: { ...view.sizes, [panel]: size } })),
      toggle: (panel, open) =>
        set((view) => ({ open: { ...view.open, [panel]: open ?? !view.open[panel] } })),
      toggleMinimap: () => set((view) => ({ minimap: !view.minimap })),
      opened: (lastChain) => set({ lastChain, section: 'workbench' }),
      keepViewport: (id, viewport) =>
        set((view) => {
          const others = Object.entries(view.viewports).filter(([other]) => other !== id)
          return { viewports: Object.fromEntries([...others.slice(1 - MOST_VIEWPORTS), [id, viewport]]) }
        }),
    }),
    { name: 'ergo.view', version: 1 },
  ),
)
