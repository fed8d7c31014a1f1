import { checkExpressions } from '#electron/operations/check-expressions.ts'
import type { Store } from '#electron/store/store.ts'
import { hasErrors } from '#shared/chain/issue.ts'
import type { ScriptUse } from '#shared/operation/script-use.ts'
import { checkScripts, type KnownScript } from '#shared/operation/validate/scripts.ts'
import { EXIT, type ExitCode, worst } from './exit.ts'
import { issueLines, loadFile } from './load.ts'
import type { Context, JsonFlag } from './options.ts'
import { openToLook } from './past.ts'

/** `ergo validate`: every problem of each file. Scripts are looked for in the data folder's library. */
export function validateFiles(
  { terminal, dataDir }: Context,
  files: readonly string[],
  flags: JsonFlag,
): ExitCode {
  const library = openLibrary(dataDir)
  const checks = [checkExpressions, checkScripts((use) => library.find(use))]
  const codeOf = (file: string): ExitCode => {
    const { chain, issues } = loadFile(file, checks)
    const valid = !hasErrors(issues)
    if (flags.json) {
      terminal.out(JSON.stringify({ file, status: valid ? 'valid' : 'invalid', issues }))
    } else {
      const count = `${chain?.nodes.length} ${chain?.nodes.length === 1 ? 'node' : 'nodes'}`
      terminal.out(
        valid ? `${terminal.style('green', '✔')} ${file}: ${count}` : `${terminal.style('red', '✖')} ${file}`,
      )
      for (const line of issueLines(issues, terminal.style)) terminal.out(line)
    }
    return valid ? EXIT.ok : EXIT.usage
  }
  try {
    return worst(files.map(codeOf))
  } finally {
    library.close()
  }
}

interface Library {
  find(use: ScriptUse): KnownScript
  close(): void
}

/** Opens the store at the first script that is looked for. Without a store there is none. */
function openLibrary(dataDir: string | undefined): Library {
  let opened: { readonly store: Store | undefined } | undefined
  return {
    find(use) {
      opened ??= { store: openToLook(dataDir) }
      return opened.store?.scripts.known(use) ?? { newest: null, parameters: null }
    },
    close: () => opened?.store?.close(),
  }
}
