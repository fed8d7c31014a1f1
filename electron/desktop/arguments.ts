/**
 * What of a process's arguments is ours: `--data-dir` with its folder, and files. Chromium, Electron and the system add
 * options of their own in any place. Unpackaged, the first argument that is no option is the app's folder.
 */
export function ownArguments(argv: readonly string[], packaged: boolean): string[] {
  const rest = argv.slice(1)
  const options: string[] = []
  const files: string[] = []
  for (let i = 0; i < rest.length; i++) {
    const argument = rest[i] ?? ''
    if (argument === '--data-dir') options.push(argument, rest[++i] ?? '')
    else if (argument.startsWith('--data-dir=')) options.push(argument)
    else if (!argument.startsWith('-')) files.push(argument)
  }
  return [...options, ...files.slice(packaged ? 0 : 1)]
}
