import { Standings } from '#electron/rpc/conclusions/standing.ts'
import { conclusionsFeature } from '#electron/rpc/features/conclusions.ts'
import type { Store } from '#electron/store/store.ts'
import { StandingConclusion } from '#shared/contract/conclusions.ts'
import { standingSentence } from '#shared/run/standing.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { dateTime } from './format.ts'
import type { ConclusionsFlags, Context } from './options.ts'
import { withStore } from './past.ts'
import type { Terminal } from './terminal.ts'

const PAGE = 100

/** `ergo conclusions`: what chains have concluded, newest first, and whether it still stands. */
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

async function find(store: Store, flags: ConclusionsFlags): Promise<StandingConclusion[]> {
  const feature = conclusionsFeature({ store, standings: new Standings(store) })
  const found: StandingConclusion[] = []
  let cursor: string | undefined
  while (found.length < flags.limit) {
    const page = await feature.list(
      {
        limit: Math.min(PAGE, flags.limit - found.length),
        ...(cursor === undefined ? {} : { cursor }),
        ...(flags.stale ? { standing: 'stale' as const } : {}),
        ...(flags.kind ? { kind: flags.kind } : {}),
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

function linesOf(one: StandingConclusion, { style }: Terminal): string[] {
  const { subject, content, data, createdAt, chainName, nodeId, executionId, standing } = one
  const said = content === '' ? JSON.stringify(data) : content
  return [
    `${MARKS[standing.state]} ${style('bold', subject)}: ${said}`,
    style('dim', `  ${dateTime(createdAt)}  ${chainName}, ${nodeId}  run ${executionId}`),
    ...standing.reasons.map(
      (reason) =>
        `  ${style('yellow', standing.state === 'stale' ? 'Stale.' : 'Not known.')} ${standingSentence(reason)}`,
    ),
  ]
}
