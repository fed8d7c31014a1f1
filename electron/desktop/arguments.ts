import { fileURLToPath } from 'node:url'

/** A process's arguments. Chromium, Electron and the system add options of their own in any place. */
interface Arguments {
  /** `--data-dir` with its folder. */
  readonly own: readonly string[]
  readonly others: readonly string[]
  /** Unpackaged, the first argument that is no option; packaged, nothing. */
  readonly appFolder: readonly string[]
  readonly files: readonly string[]
}

function sorted(argv: readonly string[], packaged: boolean): Arguments {
  const rest = argv.slice(1)
  const own: string[] = []
  const others: string[] = []
  const files: string[] = []
  for (let i = 0; i < rest.length; i++) {
    const argument = rest[i] ?? ''
    if (argument === '--data-dir') own.push(argument, rest[++i] ?? '')
    else if (argument.startsWith('--data-dir=')) own.push(argument)
    else if (argument.startsWith('-')) others.push(argument)
    else files.push(argument)
  }
  return { own, others, appFolder: packaged ? [] : files.splice(0, 1), files }
}

/** What of a process's arguments is ours: `--data-dir` with its folder, and files. */
export function ownArguments(argv: readonly string[], packaged: boolean): string[] {
  const { own, files } = sorted(argv, packaged)
  return [...own, ...files.map(pathOf)]
}

/** The arguments to start the app again with, for other files. */
export function argumentsAgain(
  argv: readonly string[],
  packaged: boolean,
  files: readonly string[],
): string[] {
  const { own, others, appFolder } = sorted(argv, packaged)
  return [...others, ...appFolder, ...own, ...files]
}

/** A Linux desktop may name a file by its address. What is no right address is taken for a path, and told of as one. */
function pathOf(argument: string): string {
  if (!/^file:\//i.test(argument)) return argument
  try {
    return fileURLToPath(argument)
  } catch {
    return argument
  }
}
