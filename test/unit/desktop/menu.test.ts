import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate } from '#electron/desktop/menu.ts'
import { ACTION_LIST } from '#shared/contract/actions.ts'

type Item = MenuItemConstructorOptions
const itemsOf = (menus: readonly Item[]): Item[] =>
  menus.flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []))

describe('the native menu', () => {
  it('has every action once, and chooses it', () => {
    const choose = vi.fn()
    const items = itemsOf(menuTemplate(choose, { mac: false, developer: false })).filter((item) => item.id)
    expect(items.map((item) => item.id)).toEqual(ACTION_LIST.map((action) => action.id))
    for (const { click } of items) if (click) Reflect.apply(click, undefined, [])
    const clipboard = ['cut', 'copy', 'paste']
    const chosen = ACTION_LIST.map((action) => action.id).filter((id) => !clipboard.includes(id))
    expect(choose.mock.calls.map(([id]) => id)).toEqual(chosen)
    expect(items.flatMap(({ role }) => role ?? [])).toEqual(clipboard)
  })

  it('shows shortcuts without taking them from the page', () => {
    const items = itemsOf(menuTemplate(() => {}, { mac: false, developer: false }))
    expect(items.find((item) => item.id === 'undo')).toMatchObject({
      accelerator: 'CommandOrControl+Z',
      registerAccelerator: false,
    })
    expect(items.find((item) => item.id === 'addNode')?.accelerator).toBe('/')
    expect(items.find((item) => item.id === 'showRuns')?.accelerator).toBeUndefined()
  })

  it('on a Mac leaves the selection of text to the system too, and takes no plain key', () => {
    const menus = menuTemplate(() => {}, { mac: true, developer: false })
    const items = itemsOf(menus)
    expect(menus[0]?.role).toBe('appMenu')
    expect(items.filter((item) => item.role === 'selectAll')).toHaveLength(1)
    expect(items.find((item) => item.id === 'copy')?.click).toBeUndefined()
    expect(items.find((item) => item.id === 'addNode')?.accelerator).toBeUndefined()
    expect(items.find((item) => item.id === 'run')?.accelerator).toBe('CommandOrControl+Enter')
  })

  it('parts groups by lines, with none doubled or at an end', () => {
    for (const menu of menuTemplate(() => {}, { mac: false, developer: true })) {
      const lines = itemsOf([menu]).map((item) => item.type === 'separator')
      expect(lines[0]).toBe(false)
      expect(lines.at(-1)).toBe(false)
      expect(lines.some((line, i) => line && lines[i + 1])).toBe(false)
    }
  })

  it('offers the developer’s tools to developers only', () => {
    const has = (developer: boolean) =>
      itemsOf(menuTemplate(() => {}, { mac: false, developer })).some(
        (item) => item.role === 'toggleDevTools',
      )
    expect([has(true), has(false)]).toEqual([true, false])
  })
})
