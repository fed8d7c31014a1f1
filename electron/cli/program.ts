import { Command, Option } from 'commander'
import type { ExitCode } from './exit.ts'
import {
  type Context,
  collect,
  type JsonFlag,
  jsonOption,
  parallelOption,
  type ReportFlags,
  type RunFlags,
  rowsOption,
  wholeNumber,
} from './options.ts'
import type { Terminal } from './terminal.ts'

/**
 * The command line. A command's code is loaded when it is called, so that help and mistakes are answered at once.
 * `ended` is told the exit code of the command that ran.
 */
export function buildProgram(terminal: Terminal, ended: (code: ExitCode) => void): Command {
  const program = new Command('ergo')
    .description('Run chains of reasoning over data, and look at what past runs did.')
    .version('0.1.0')
    .option('--data-dir <folder>', 'folder of the database and results (or set ERGO_DATA_DIR)')
    .showHelpAfterError('(ergo --help lists the commands, ergo <command> --help its options)')
    .addHelpText(
      'after',
      '\nExit codes: 0 completed, 1 a chain failed, 2 wrong usage or an invalid document, 130 cancelled.',
    )
  const context = (): Context => ({ terminal, dataDir: program.opts<{ dataDir?: string }>().dataDir })

  program
    .command('run')
    .summary('run chain files')
    .description('Runs chain files (Ergo’s or LabFlow’s), one after the other, and says what came of each.')
    .argument('<files...>', 'chain files')
    .option('--param <name=value>', 'a value for a parameter; may be given several times', collect, [])
    .option('--input <file>', 'a JSON file with a value per parameter')
    .addOption(parallelOption())
    .option('--no-save', 'keep nothing of the run')
    .option('--reuse', 'take results of earlier runs where nothing they depend on has changed')
    .addOption(
      new Option('--repeat <n>', 'run n times in one warm process and time each').argParser(wholeNumber(1)),
    )
    .addOption(jsonOption('print one line of JSON per file'))
    .addOption(rowsOption())
    .action(async (files: string[], flags: RunFlags) => {
      ended(await (await import('./run.ts')).runFiles(context(), files, flags))
    })

  program
    .command('resume')
    .summary('run what a run did not finish')
    .description(
      'Runs what an interrupted, cancelled or failed run did not finish: the same chain and inputs, with the results that are there.',
    )
    .argument('<execution>', 'the id of the run')
    .addOption(parallelOption())
    .addOption(jsonOption('print one line of JSON'))
    .addOption(rowsOption())
    .action(async (execution: string, flags: ReportFlags & { parallel: number }) => {
      ended(await (await import('./resume.ts')).resumeRun(context(), execution, flags))
    })

  program
    .command('validate')
    .summary('check chain files without running them')
    .description('Checks chain files without running them, and lists every problem found.')
    .argument('<files...>', 'chain files')
    .addOption(jsonOption('print one line of JSON per file'))
    .action(async (files: string[], flags: JsonFlag) => {
      ended(await (await import('./validate.ts')).validateFiles(context(), files, flags))
    })

  program
    .command('convert')
    .summary('turn a LabFlow file into an Ergo file')
    .description('Turns a LabFlow file, or an older Ergo file, into an Ergo file of this version.')
    .argument('<in>', 'the file to read')
    .argument('<out>', 'the file to write; it must not exist')
    .option('--force', 'write over the file if it exists')
    .action(async (from: string, to: string, flags: { force?: true }) => {
      ended(await (await import('./convert.ts')).convertFile(context(), from, to, flags.force === true))
    })

  program
    .command('operations')
    .summary('the reference of operations')
    .description(
      'Lists what a node can do, or explains one operation: its settings, ports, errors and examples.',
    )
    .argument('[id]', 'an operation, e.g. transform.filter')
    .addOption(jsonOption())
    .action(async (id: string | undefined, flags: JsonFlag) => {
      ended(await (await import('./operations.ts')).showOperations(context(), id, flags))
    })

  return program
}
