import { checkExpressions } from '#electron/operations/check-expressions.ts'
import { hasErrors } from '#shared/chain/issue.ts'
import { EXIT, type ExitCode, worst } from './exit.ts'
import { issueLines, loadFile } from './load.ts'
import type { Context, JsonFlag } from './options.ts'

/** `ergo validate`: every problem of each file. */
export function validateFiles({ terminal }: Context, files: readonly string[], flags: JsonFlag): ExitCode {
  return worst(
    files.map((file) => {
      const { chain, issues } = loadFile(file, [checkExpressions])
      const valid = !hasErrors(issues)
      if (flags.json) {
        terminal.out(JSON.stringify({ file, status: valid ? 'valid' : 'invalid', issues }))
      } else {
        const count = `${chain?.nodes.length} ${chain?.nodes.length === 1 ? 'node' : 'nodes'}`
        terminal.out(
          valid
            ? `${terminal.style('green', '✔')} ${file}: ${count}`
            : `${terminal.style('red', '✖')} ${file}`,
        )
        for (const line of issueLines(issues, terminal.style)) terminal.out(line)
      }
      return valid ? EXIT.ok : EXIT.usage
    }),
  )
}
