import type { Command } from 'commander'
import type { ExitCode } from './exit.ts'
import { type Context, type JsonFlag, jsonOption } from './options.ts'

/** `ergo templates …`: chains to start from. */
export function addTemplateCommands(
  program: Command,
  context: () => Context,
  ended: (code: ExitCode) => void,
): void {
  const templates = program
    .command('templates')
    .summary('list and use templates')
    .description(
      'Chains to start from: those that come with Ergo, over data of their own, and those you saved.',
    )
  const commands = () => import('./templates.ts')

  templates
    .command('list', { isDefault: true })
    .summary('list templates')
    .description('Lists the templates.')
    .addOption(jsonOption())
    .action(async (flags: JsonFlag) => {
      ended((await commands()).listTemplates(context(), flags))
    })

  templates
    .command('use')
    .summary('write a chain file of a template')
    .description(
      'Writes a chain file of a template, with the data that it reads in a folder "data" beside it.',
    )
    .argument('<template>', 'its id')
    .argument('[out]', 'the file to write, or the folder to write it in; by default the id with .ergo.json')
    .option('--force', 'write over the file if it exists')
    .action(async (id: string, out: string | undefined, flags: { force?: true }) => {
      ended(await (await commands()).useTemplate(context(), id, out, flags.force === true))
    })
}
