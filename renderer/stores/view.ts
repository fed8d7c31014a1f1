import { z } from 'zod'
import { create } from 'zustand'

export const SECTIONS = [
  'workbench',
  'chains',
  'runs',
  'conclusions',
  'scripts',
  'templates',
  'settings',
] as const
export type Section = (typeof SECTIONS)[number]

export const INSPECTOR_TABS = ['config', 'result', 'policy', 'past'] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]

export const DOCK_TABS = ['outcome', 'runs', 'timeline', 'data', 'log', 'problems', 'compare'] as const
export type DockTab = (typeof DOCK_TABS)[number]

export type Panel = 'palette' | 'inspector' | 'dock'

const sizes = z.object({ palette: z.number(), inspector: z.number(), dock: z.number() })
const open = z.object({ palette: z.boolean(), inspector: z.boolean(), dock: z.boolean() })

/** What of the canvas is seen: its shift in pixels, and its scale. */
export const Viewport = z.object({ x: z.number(), y: z.number(), zoom: z.number() })
export type Viewport = z.infer<typeof Viewport>

/**
 * How the window looks: kept between starts (see viewKeeper.ts), never part of a document. Sizes are pixels. A key that
 * an older or newer window has written differently takes its default.
 */
export const KeptView = z.object({
  section: z.enum(SECTIONS).catch('workbench'),
  inspectorTab: z.enum(INSPECTOR_TABS).catch('config'),
  dockTab: z.enum(DOCK_TABS).catch('outcome'),
  sizes: sizes.catch({ palette: 208, inspector: 320, dock: 200 }),
  open: open.catch({ palette: true, inspector: true, dock: true }),
  minimap: z.boolean().catch(true),
  /** The chain that was open last. */
  lastChain: z.string().optional().catch(undefined),
  /** The script that was open last, by the key of its draft; empty where none was. */
  script: z.string().catch(''),
  /** Where one was on each chain, newest last. */
  viewports: z.record(z.string(), Viewport).catch({}),
})
export type KeptView = z.infer<typeof KeptView>

/** Says later whether the window still shows the section that it shows now: who has gone elsewhere is not called back. */
export function whereNow(): () => boolean {
  const { section } = useView.getState()
  return () => useView.getState().section === section
}

const MOST_VIEWPORTS = 50

interface ViewStore extends KeptView {
  go(section: Section): void
  showInspector(tab: InspectorTab): void
  showDock(tab: DockTab): void
  resize(panel: Panel, size: number): void
  toggle(panel: Panel, open?: boolean): void
  toggleMinimap(): void
  opened(chainId: string): void
  showScript(script: string): void
  keepViewport(id: string, viewport: Viewport): void
}

const DEFAULTS: KeptView = KeptView.parse({})

export const useView = create<ViewStore>()((set) => ({
  ...DEFAULTS,
  go: (section) => set({ section }),
  showInspector: (inspectorTab) => set((view) => ({ inspectorTab, open: { ...view.open, inspector: true } })),
  showDock: (dockTab) => set((view) => ({ dockTab, open: { ...view.open, dock: true } })),
  resize: (panel, size) => set((view) => ({ sizes: { ...view.sizes, [panel]: size } })),
  toggle: (panel, open) => set((view) => ({ open: { ...view.open, [panel]: open ?? !view.open[panel] } })),
  toggleMinimap: () => set((view) => ({ minimap: !view.minimap })),
  opened: (lastChain) => set({ lastChain }),
  showScript: (script) => set({ script, section: 'scripts' }),
  keepViewport: (id, viewport) =>
    set((view) => {
      const others = Object.entries(view.viewports).filter(([other]) => other !== id)
      return { viewports: Object.fromEntries([...others.slice(1 - MOST_VIEWPORTS), [id, viewport]]) }
    }),
}))
