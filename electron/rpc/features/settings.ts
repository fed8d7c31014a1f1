import type { Store } from '#electron/store/store.ts'
import { SETTINGS_DEFAULTS, Settings } from '#shared/contract/settings.ts'
import type { Feature } from '../feature.ts'

const KEY = 'settings'

export type KeptSettings = Pick<Store['settings'], 'get' | 'set'>

/** What a person has chosen; what can't be read any more counts as not chosen. */
export function readSettings(kept: KeptSettings): Settings {
  try {
    return kept.get(KEY, Settings) ?? SETTINGS_DEFAULTS
  } catch {
    return SETTINGS_DEFAULTS
  }
}

/** `onChange` is told of the settings as they are after a change. */
export function settingsFeature(
  kept: KeptSettings,
  onChange: (settings: Settings) => void,
): Feature<'settings'> {
  return {
    get: () => readSettings(kept),
    set: (change) => {
      const chosen = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const settings = kept.set(KEY, Settings, { ...readSettings(kept), ...chosen })
      onChange(settings)
      return settings
    },
  }
}
