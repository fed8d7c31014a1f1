/** Shortcuts as `shared/contract/actions.ts` writes them: `Mod+Shift+Z`. */
interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** Letters and named keys tell Shift apart; a sign such as `?` is what its key gives, with Shift or without. */
const isSign = (key: string): boolean => key.length === 1 && !/[\p{L}\p{N}]/u.test(key)

export function matches(shortcut: string, pressed: Pressed, mac = isMac()): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const mod = mac ? pressed.metaKey : pressed.ctrlKey
  const other = mac ? pressed.ctrlKey : pressed.metaKey
  return (
    pressed.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('Mod') &&
    !other &&
    pressed.altKey === parts.includes('Alt') &&
    (isSign(key) || pressed.shiftKey === parts.includes('Shift'))
  )
}

const MAC_SIGNS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Delete: '⌫',
}
const WORDS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Delete: 'Del' }

/** The keys as they stand on the keyboard, one each. */
export function keysOf(shortcut: string, mac = isMac()): string[] {
  return shortcut.split('+').map((part) => (mac ? MAC_SIGNS : WORDS)[part] ?? part)
}
