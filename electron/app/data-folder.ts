import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/**
 * Where database and results live when the user names no place: `ERGO_DATA_DIR`, else the platform's folder for
 * application data (XDG Base Directory on Linux and other Unixes, `%APPDATA%` on Windows, Application Support on macOS).
 */
export function defaultDataFolder(around: Surroundings = here()): string {
  const { platform, env, home } = around
  if (env.ERGO_DATA_DIR) return resolve(env.ERGO_DATA_DIR)
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Ergo')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Ergo')
  // The specification has relative paths ignored.
  const xdg = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share')
  return join(xdg, 'ergo')
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() })
