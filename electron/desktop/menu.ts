import type { MenuItemConstructorOptions } from 'electron'
import { ACTION_LIST, type ActionId, MENU_LABELS, MENUS, type Menu } from '#shared/contract/actions.ts'

type Item = MenuItemConstructorOptions

/** By these the page gets the event that the keys give, which goes to a text field where one has the focus. */
const ROLES: Partial<Record<ActionId, NonNullable<Item['role']>>> = {
  cut: 'cut',
  copy: 'copy',
  paste: 'paste',
}
const MAC_ROLES: typeof ROLES = { ...ROLES, selectAll: 'selectAll' }

/**
 * The native menu: every action under its head, and what only a window's frame can do. The window hears shortcuts itself
 * (it knows whether a text is being edited), so the menu shows them without taking them; a Mac's menu always takes them,
 * so there it shows only those with a modifier.
 */
export function menuTemplate(
  choose: (id: ActionId) => void,
  options: { readonly mac: boolean; readonly developer: boolean },
): Item[] {
  const menus = MENUS.map(
    (menu): Item => ({
      label: MENU_LABELS[menu],
      submenu: [...actionItems(menu, choose, options.mac), ...ownItems(menu, options)],
    }),
  )
  return options.mac ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus
}

function actionItems(menu: Menu, choose: (id: ActionId) => void, mac: boolean): Item[] {
  const items: Item[] = []
  let group: number | null = null
  for (const { id, ...action } of ACTION_LIST) {
    if (action.menu !== menu) continue
    if (group !== null && group !== action.group) items.push({ type: 'separator' })
    group = action.group
    const role = (mac ? MAC_ROLES : ROLES)[id]
    if (role) items.push({ id, role })
    else
      items.push({ id, label: action.label, click: () => choose(id), ...accelerator(action.shortcut, mac) })
  }
  return items
}

function accelerator(shortcut: string | undefined, mac: boolean): Item {
  if (shortcut === undefined) return {}
  if (mac && !shortcut.startsWith('Mod+')) return {}
  return { accelerator: shortcut.replace('Mod', 'CommandOrControl'), registerAccelerator: mac }
}

function ownItems(menu: Menu, { mac, developer }: { mac: boolean; developer: boolean }): Item[] {
  if (menu === 'file') return [{ type: 'separator' }, { role: mac ? 'close' : 'quit' }]
  if (menu === 'help') return mac ? [] : [{ type: 'separator' }, { role: 'about' }]
  if (menu !== 'view') return []
  const items: Item[] = [{ type: 'separator' }, { role: 'togglefullscreen' }]
  return developer ? [...items, { role: 'reload' }, { role: 'toggleDevTools' }] : items
}
