import { Command, Option } from 'commander'
import { fail } from '#shared/base/errors.ts'
import type { ExitCode } from './exit.ts'
import {
  type Context,
  collect,
  type ExportFlags,
  type JsonFlag,
  jsonOption,
  parallelOption,
  type ReportFlags,
  type RunFlags,
  rowsOption,
  type ShowFlags,
  wholeNumber,
} from './options.ts'
import { addPastCommands } from './program-past.ts'
import { addTemplateCommands } from './program-templates.ts'
import { scriptCommands } from './scripts/commands.ts'
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
    .argument('<execution>', 'the run’s id, or the beginning of it')
    .addOption(parallelOption())
    .addOption(jsonOption('print one line of JSON'))
    .addOption(rowsOption())
    .action(async (execution: string, flags: ReportFlags & { parallel: number }) => {
      ended(await (await import('./resume.ts')).resumeRun(context(), execution, flags))
    })

  program
    .command('validate')
    .summary('check chain files without running them')
    .description(
      'Checks chain files without running them, and lists every problem found. Scripts are looked for in the data folder.',
    )
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

  addPastCommands(program, context, ended)

  program
    .command('show')
    .summary('show a past run')
    .description('Shows a past run as it was: its inputs, nodes, results and errors.')
    .argument('<execution>', 'the run’s id, or the beginning of it')
    .option('--node <id>', 'only this node, with its whole result')
    .addOption(rowsOption())
    .addOption(jsonOption())
    .action(async (execution: string, flags: ShowFlags) => {
      ended(await (await import('./show.ts')).showExecution(context(), execution, flags))
    })

  program
    .command('export')
    .summary('write a past run to a file')
    .description(
      'Writes a past run to a JSON file: the chain as it was, the inputs, every result and record. Tables are written whole. With --node, one result only: a table as .csv, .parquet, .json or .ndjson, any other value as .json.',
    )
    .argument('<execution>', 'the run’s id, or the beginning of it')
    .argument('<out>', 'the file to write; it must not exist')
    .option('--node <id>', 'only the result of this node, in the format that the file’s name ends with')
    .option('--port <name>', 'another output of the node than its result')
    .option('--force', 'write over the file if it exists')
    .action(async (execution: string, out: string, flags: ExportFlags) => {
      const { node, port, force } = flags
      if (node !== undefined) {
        const { exportNode } = await import('./export-node.ts')
        ended(await exportNode(context(), execution, out, { ...flags, node }))
        return
      }
      if (port !== undefined) fail('usage', '--port names an output of a node: give --node too.')
      ended(await (await import('./export.ts')).exportExecution(context(), execution, out, force === true))
    })

  program
    .command('chains')
    .summary('list the chains that are kept')
    .description('Lists the chains that the data folder holds.')
    .option('--text <text>', 'with this text in name, description or nodes')
    .addOption(jsonOption())
    .action(async (flags: JsonFlag & { text?: string }) => {
      ended(await (await import('./chains.ts')).listChains(context(), flags))
    })

  program
    .command('stats')
    .summary('how the nodes of a chain went in past runs')
    .description(
      'Shows of each node of a chain how often it ran and failed in the latest 50 runs, the median and the 95th percentile of its times, and its usual number of rows. Runs in which it was reused or skipped do not count.',
    )
    .argument('<chain>', 'its id, its name or its file')
    .addOption(jsonOption())
    .action(async (chain: string, flags: JsonFlag) => {
      ended(await (await import('./stats.ts')).showStatistics(context(), chain, flags))
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

  scriptCommands(program, context, ended)
  addTemplateCommands(program, context, ended)
  return program
}
