import { type Command, Option } from 'commander'
import type { ExitCode } from '../exit.ts'
import { type Context, collect, type JsonFlag, jsonOption, wholeNumber } from '../options.ts'
import type { ScriptListFlags } from './library.ts'
import type { ScriptRunFlags } from './run.ts'

// Not --version, which is the program's.
const versionOption = (): Option =>
  new Option('--at <version>', 'at this version instead of the newest').argParser(wholeNumber(1))

/** `ergo scripts …`: the library of scripts. */
export function scriptCommands(
  program: Command,
  context: () => Context,
  ended: (code: ExitCode) => void,
): void {
  const scripts = program
    .command('scripts')
    .summary('list, run and exchange scripts')
    .description(
      'The library of scripts: JavaScript with declared parameters, which nodes of chains run by name.',
    )
  const library = () => import('./library.ts')

  scripts
    .command('list')
    .summary('list scripts')
    .description('Lists the scripts of the library.')
    .option('--text <text>', 'with this text in name, description, category or tags')
    .option('--category <category>', 'of this category')
    .option('--tag <tag>', 'with this tag')
    .option('--ready', 'the scripts that come with Ergo and can be added')
    .addOption(jsonOption())
    .action(async (flags: ScriptListFlags) => {
      ended(await (await library()).listScripts(context(), flags))
    })

  scripts
    .command('show')
    .summary('show a script')
    .description('Shows a script: what it is for, its parameters and its code.')
    .argument('<name>', 'the script’s name')
    .addOption(versionOption())
    .option('--versions', 'list its versions instead')
    .addOption(jsonOption())
    .action(async (name: string, flags: JsonFlag & { at?: number; versions?: true }) => {
      ended(await (await library()).showScript(context(), name, flags))
    })

  scripts
    .command('run')
    .summary('run a script')
    .description(
      'Runs a script of the library and keeps what came of it, or a script’s file, of which nothing is kept.',
    )
    .argument('<script>', 'the script’s name, or a file (*.ergo-script.js)')
    .addOption(versionOption())
    .option('--param <name=value>', 'a value for a parameter; may be given several times', collect, [])
    .option('--input <file>', 'a JSON file with a value per parameter')
    .option('--test', 'with the script’s test input where nothing else is given')
    .addOption(jsonOption('print one line of JSON'))
    .action(async (script: string, flags: ScriptRunFlags) => {
      ended(await (await import('./run.ts')).runScriptCommand(context(), script, flags))
    })

  scripts
    .command('history')
    .summary('list past runs of scripts')
    .description('Lists past runs of scripts, alone or by a node of a chain, newest first; or shows one.')
    .argument('[name]', 'of this script only; or the id of a run, to show it')
    .addOption(new Option('--limit <n>', 'at most so many').default(20).argParser(wholeNumber(1)))
    .addOption(jsonOption())
    .action(async (name: string | undefined, flags: JsonFlag & { limit: number }) => {
      ended(await (await import('./history.ts')).scriptHistory(context(), name, flags))
    })

  scripts
    .command('import')
    .summary('take scripts from files')
    .description('Takes scripts from files (*.ergo-script.js) into the library.')
    .argument('<files...>', 'the files')
    .option('--update', 'a script of the same name gets a new version; without it, the name must be free')
    .addOption(jsonOption())
    .action(async (files: string[], flags: JsonFlag & { update?: true }) => {
      ended(await (await import('./files.ts')).importScripts(context(), files, flags))
    })

  scripts
    .command('export')
    .summary('write a script to a file')
    .description(
      'Writes a script to a file: its code, under a comment with all else. Without a file it is printed.',
    )
    .argument('<name>', 'the script’s name')
    .argument('[out]', 'the file to write; it must not exist')
    .addOption(versionOption())
    .option('--force', 'write over the file if it exists')
    .action(async (name: string, out: string | undefined, flags: { at?: number; force?: true }) => {
      ended(await (await import('./files.ts')).exportScriptFile(context(), name, out, flags))
    })

  scripts
    .command('add')
    .summary('add a script that comes with Ergo')
    .description('Copies a script that comes with Ergo into the library. The copy is yours to change.')
    .argument('<name>', 'its name, as "ergo scripts list --ready" gives it')
    .action(async (name: string) => {
      ended(await (await library()).addScript(context(), name))
    })

  scripts
    .command('delete')
    .summary('delete a script')
    .description('Deletes a script. What ran with it stays readable.')
    .argument('<name>', 'the script’s name')
    .action(async (name: string) => {
      ended(await (await library()).deleteScript(context(), name))
    })
}
