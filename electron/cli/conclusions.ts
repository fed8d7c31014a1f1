import { Standings } from '#electron/rpc/conclusions/standing.ts'
import { conclusionsFeature } from '#electron/rpc/features/conclusions.ts'
import type { Store } from '#electron/store/store.ts'
import type { ChainId } from '#shared/base/ids.ts'
import { type Provenance, type SourceStanding, StandingConclusion } from '#shared/contract/conclusions.ts'
import { standingSentence } from '#shared/run/standing.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { dateTime } from './format.ts'
import { chainsCalled } from './history.ts'
import type { ConclusionsFlags, Context } from './options.ts'
import { withStore } from './past.ts'
import type { Terminal } from './terminal.ts'

const PAGE = 100
/** So many files and scripts of each are named for people; JSON has all. */
const MOST_NAMED = 8
/** So much of a file's SHA-256 tells it from others. */
const SHORT_HASH = 16

/** A conclusion as `--json` prints it: with the files and scripts that it rests on. */
type Found = StandingConclusion & Pick<Provenance, 'sources' | 'scripts'>

/** `ergo conclusions`: what chains have concluded, newest first, what it rests on, and whether it still stands. Error: `usage`. */
export async function listConclusions(
  { terminal, dataDir }: Context,
  flags: ConclusionsFlags,
): Promise<ExitCode> {
  const found = (await withStore(dataDir, (store) => find(store, flags))) ?? []
  if (flags.json) terminal.out(JSON.stringify(found))
  else if (found.length === 0) terminal.out(flags.stale ? 'No stale conclusions.' : 'No conclusions.')
  else terminal.lines(found.flatMap((one) => linesOf(one, terminal)))
  return EXIT.ok
}

async function find(store: Store, flags: ConclusionsFlags): Promise<Found[]> {
  const standings = new Standings(store)
  const { list } = conclusionsFeature({ store, standings })
  const chains = flags.chain === undefined ? [undefined] : chainsCalled(store, flags.chain)
  const found: StandingConclusion[] = []
  for (const chainId of chains) found.push(...(await ofChain(list, flags, chainId)))
  const newest = found.sort((a, b) => b.createdAt - a.createdAt).slice(0, flags.limit)
  return Promise.all(
    newest.map(async (one) => {
      const { sources, scripts } = await standings.of(one.id)
      return { ...one, sources, scripts }
    }),
  )
}

async function ofChain(
  list: ReturnType<typeof conclusionsFeature>['list'],
  flags: ConclusionsFlags,
  chainId: ChainId | undefined,
): Promise<StandingConclusion[]> {
  const found: StandingConclusion[] = []
  let cursor: string | undefined
  while (found.length < flags.limit) {
    const page = await list(
      {
        limit: Math.min(PAGE, flags.limit - found.length),
        ...(cursor === undefined ? {} : { cursor }),
        ...(flags.stale ? { standing: 'stale' as const } : {}),
        ...(flags.kind ? { kind: flags.kind } : {}),
        ...(chainId === undefined ? {} : { chainId }),
        ...(flags.text === undefined ? {} : { search: flags.text }),
      },
      { signal: undefined },
    )
    found.push(...page.items.map((item) => StandingConclusion.parse(item)))
    if (page.next === null) break
    cursor = page.next
  }
  return found
}

const MARKS = { current: ' ', stale: '!', unknown: '?' } as const
const NOW: Readonly<Record<SourceStanding['now'], string>> = {
  same: '',
  changed: ', changed since',
  missing: ', no longer there',
}

function linesOf(one: Found, { style }: Terminal): string[] {
  const { subject, content, data, createdAt, chainName, nodeId, executionId, standing } = one
  const said = content === '' ? JSON.stringify(data) : content
  const rests = restsOf(one)
  const more = rests.length - MOST_NAMED
  return [
    `${MARKS[standing.state]} ${style('bold', subject)}: ${said}`,
    style('dim', `  ${dateTime(createdAt)}  ${chainName}, ${nodeId}  run ${executionId}`),
    ...rests.slice(0, MOST_NAMED).map((line) => style('dim', `  ${line}`)),
    ...(more > 0 ? [style('dim', `  and ${more} more (--json names all)`)] : []),
    ...standing.reasons.map(
      (reason) =>
        `  ${style('yellow', standing.state === 'stale' ? 'Stale.' : 'Not known.')} ${standingSentence(reason)}`,
    ),
  ]
}

/** What it rests on, each once, however many nodes read it. */
function restsOf({ sources, scripts }: Found): string[] {
  return [
    ...new Set([
      ...sources.map(
        ({ path, sha256, now }) => `from ${path}  sha256 ${sha256.slice(0, SHORT_HASH)}${NOW[now]}`,
      ),
      ...scripts.map(({ name, version }) => `with the script ${name}, version ${version}`),
    ]),
  ]
}
