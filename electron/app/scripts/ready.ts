import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import { readScriptFile, SCRIPT_FILE_ENDING } from '#shared/document/script/file.ts'
import type { Script } from '#shared/document/script/schema.ts'
import { projectRoot } from '../project-root.ts'

/**
 * Scripts that come with Ergo. They are offered, and copied into the library when somebody wants one: the copy is the
 * person's own, which no later version of Ergo changes.
 */
export class ReadyScripts {
  private readonly folder: string
  private scripts: readonly Script[] | undefined

  constructor(folder: string) {
    this.folder = folder
  }

  /** By name. */
  list(): readonly Script[] {
    this.scripts ??= readdirSync(this.folder)
      .filter((name) => name.endsWith(SCRIPT_FILE_ENDING))
      .map((name) => this.read(name))
      .sort((a, b) => a.name.localeCompare(b.name))
    return this.scripts
  }

  /** Error: `script_missing`. */
  get(name: string): Script {
    return (
      this.list().find((script) => script.name === name) ??
      fail('script_missing', `No script that comes with Ergo is called "${name}".`, { name })
    )
  }

  private read(name: string): Script {
    const file = readScriptFile(readFileSync(join(this.folder, name), 'utf8'))
    if (!file.ok) throw new Error(`${name}: ${file.error.map(({ message }) => message).join(' ')}`)
    return file.value.script
  }
}

/** Those of this program. */
export const readyScripts = (): ReadyScripts => new ReadyScripts(join(projectRoot(), 'shared/scripts'))
