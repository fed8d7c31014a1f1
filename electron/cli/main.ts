import { CommanderError } from 'commander'
import { AppFailure } from '#shared/base/errors.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { buildProgram } from './program.ts'
import { type Output, openTerminal } from './terminal.ts'

/** Failures of what was typed, or of a document named there, rather than of a chain's run or the machine. */
const USAGE: ReadonlySet<string> = new Set([
  'usage',
  'input_invalid',
  'chain_invalid',
  'script_missing',
  // Of a column that rows are to be matched by.
  'column_missing',
  ...['file_unreadable', 'file_missing', 'file_exists'],
  ...['run_file_unknown', 'run_file_newer', 'run_file_damaged'],
])

/** Runs the command line and gives the exit code. Failures that are expected are one sentence on standard error. */
export async function main(
  args: readonly string[],
  stdout: Output = process.stdout,
  stderr: Output = process.stderr,
): Promise<ExitCode> {
  leaveWhenNobodyReads(stdout)
  const terminal = openTerminal(stdout, stderr)
  let code: ExitCode = EXIT.ok
  const program = buildProgram(terminal, (ended) => {
    code = ended
  })
  const all = [program, ...program.commands, ...program.commands.flatMap((command) => command.commands)]
  for (const command of all) {
    command.exitOverride()
    command.configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (thrown) {
    // Commander has said what is wrong, or printed the help that was asked for.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.ok : EXIT.usage
    if (thrown instanceof AppFailure) {
      terminal.err(`ergo: ${thrown.message}`)
      return USAGE.has(thrown.code) ? EXIT.usage : EXIT.failed
    }
    throw thrown
  }
}

/** `ergo … | head` closes the pipe early: that is no error. */
function leaveWhenNobodyReads(stdout: Output): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok)
    throw error
  })
}
