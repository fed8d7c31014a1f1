import { type Command, Option } from 'commander'
import { TEXT_PARTS } from '#shared/contract/runs.ts'
import { RUN_STATUSES, TRIGGERS } from '#shared/run/events.ts'
import type { ExitCode } from './exit.ts'
import {
  type AgainFlags,
  age,
  type CompareFlags,
  type ConclusionsFlags,
  type Context,
  collect,
  type HistoryFlags,
  jsonOption,
  milliseconds,
  type PruneFlags,
  parallelOption,
  pointInTime,
  rowsOption,
  size,
  wholeNumber,
} from './options.ts'

const RUN = 'the run’s id, or the beginning of it'

/** The commands that look for past runs and do something with them. */
export function addPastCommands(
  program: Command,
  context: () => Context,
  ended: (code: ExitCode) => void,
): void {
  const time = (text: string): number => pointInTime(text)

  program
    .command('history')
    .summary('list past runs')
    .description('Lists past runs, newest first.')
    .option('--chain <chain>', 'of this chain only: its id, its name or its file')
    .addOption(new Option('--status <status>', 'that ended so').choices(RUN_STATUSES))
    .addOption(new Option('--trigger <trigger>', 'that were started so').choices(TRIGGERS))
    .option('--starred', 'that are starred')
    .addOption(
      new Option('--since <time>', 'started since a date (2025-03-01) or a time ago (12h, 7d)').argParser(
        time,
      ),
    )
    .addOption(new Option('--until <time>', 'started until then').argParser(time))
    .addOption(
      new Option('--longer <time>', 'that took at least so long (500ms, 2s, 5m)').argParser(milliseconds),
    )
    .addOption(new Option('--shorter <time>', 'that took at most so long').argParser(milliseconds))
    .option('--text <text>', 'with these words in inputs, results, errors or conclusions')
    .addOption(new Option('--in <part>', 'look for the text only there').choices(TEXT_PARTS))
    .addOption(new Option('--limit <n>', 'at most so many').default(20).argParser(wholeNumber(1)))
    .addOption(jsonOption())
    .action(async (flags: HistoryFlags) => {
      ended(await (await import('./history.ts')).listHistory(context(), flags))
    })

  program
    .command('again')
    .summary('do a past run again')
    .description(
      'Runs a past run’s chain, as it was, with the same inputs. Where that would send, write or store something, it says what and does it only with --yes.',
    )
    .argument('<execution>', RUN)
    .option('--yes', 'send, write and store as the chain says')
    .option('--no-effects', 'leave out what would send, write or store')
    .addOption(parallelOption())
    .addOption(jsonOption('print one line of JSON'))
    .addOption(rowsOption())
    .action(async (execution: string, flags: AgainFlags) => {
      ended(await (await import('./again.ts')).runAgain(context(), execution, flags))
    })

  program
    .command('compare')
    .summary('compare two past runs')
    .description(
      'Compares two past runs: inputs, chains and every node. With --node, its two results row by row. Exit code 1 where they differ.',
    )
    .argument('<a>', RUN)
    .argument('<b>', RUN)
    .option('--node <id>', 'the results of this node')
    .option('--key <column>', 'a column that names a row; may be given several times', collect, [])
    .addOption(rowsOption())
    .addOption(jsonOption())
    .action(async (a: string, b: string, flags: CompareFlags) => {
      ended(await (await import('./compare.ts')).compare(context(), [a, b], flags))
    })

  program
    .command('conclusions')
    .summary('list what chains have concluded')
    .description(
      'Lists conclusions and annotations, newest first, with the run and node they came from, and the files (with the SHA-256 of their content) and scripts they rest on. One is stale when its chain, a file or a script that led to it has changed since.',
    )
    .option('--chain <chain>', 'of this chain only: its id, its name or its file')
    .option('--stale', 'only those that are stale')
    .addOption(new Option('--kind <kind>', 'only these').choices(['conclusion', 'annotation']))
    .option('--text <text>', 'with these words in subject, content or data')
    .addOption(new Option('--limit <n>', 'at most so many').default(20).argParser(wholeNumber(1)))
    .addOption(jsonOption())
    .action(async (flags: ConclusionsFlags) => {
      ended(await (await import('./conclusions.ts')).listConclusions(context(), flags))
    })

  program
    .command('prune')
    .summary('delete old runs and give their space back')
    .description(
      'Deletes old runs and gives their space back to the disk. Starred, pinned and running runs stay, and all conclusions. Runs of scripts alone go by age and size too. Without limits, those of the settings hold.',
    )
    .addOption(new Option('--older-than <age>', 'runs older than this (90d, 12h)').argParser(age))
    .addOption(new Option('--keep <n>', 'all but the newest so many').argParser(wholeNumber(1)))
    .addOption(
      new Option('--keep-per-chain <n>', 'all but the newest so many of each chain').argParser(
        wholeNumber(1),
      ),
    )
    .addOption(
      new Option('--max-size <size>', 'the oldest, until the history takes no more (500MB, 2GB)').argParser(
        size,
      ),
    )
    .option('--dry-run', 'only say what would be deleted')
    .addOption(jsonOption())
    .action(async (flags: PruneFlags) => {
      ended(await (await import('./prune.ts')).pruneHistory(context(), flags))
    })

  program
    .command('export-run')
    .summary('hand a run on as one file')
    .description(
      'Writes a past run to one file (.ergorun) that opens on another machine: chain, inputs, results, times and versions. What may be secret is left out.',
    )
    .argument('<execution>', RUN)
    .argument('<file>', 'the file to write; it must not exist')
    .option('--force', 'write over the file if it exists')
    .action(async (execution: string, file: string, flags: { force?: true }) => {
      const { exportRun } = await import('./portable.ts')
      ended(await exportRun(context(), execution, file, flags.force === true))
    })

  program
    .command('import-run')
    .summary('take run files into the history')
    .description('Takes run files (.ergorun) into the history, and prints the ids of their runs.')
    .argument('<files...>', 'run files')
    .action(async (files: string[]) => {
      ended(await (await import('./portable.ts')).importRuns(context(), files))
    })

  program
    .command('open')
    .summary('open the window on a file')
    .description(
      'Opens the window on a run’s file (.ergorun), read-only and in a data folder of its own, or on a chain’s file.',
    )
    .argument('<file>', 'a run’s or a chain’s file')
    .option('--browser', 'in the browser, also where there is a desktop')
    .action(async (file: string, flags: { browser?: true }) => {
      ended(await (await import('./portable.ts')).openFile(context(), file, flags))
    })

  program
    .command('star')
    .summary('mark runs to be kept')
    .description('Marks runs with a star: pruning never deletes them.')
    .argument('<executions...>', RUN)
    .option('--off', 'take the star away')
    .action(async (executions: string[], flags: { off?: true }) => {
      ended(await (await import('./kept.ts')).starRuns(context(), executions, flags.off !== true))
    })

  program
    .command('delete')
    .summary('delete past runs')
    .description('Deletes runs with their results, for good. Their conclusions stay.')
    .argument('<executions...>', RUN)
    .option('--yes', 'delete them; without it, only say what they amount to')
    .action(async (executions: string[], flags: { yes?: true }) => {
      ended(await (await import('./kept.ts')).deleteRuns(context(), executions, flags.yes === true))
    })
}
