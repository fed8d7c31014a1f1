import { NODE_TIMES_RUNS } from '#electron/store/runs/node-times.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { NodeStatistics } from '#shared/run/statistics.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { duration, textTable } from './format.ts'
import { chainsCalled } from './history.ts'
import type { Context, JsonFlag } from './options.ts'
import { withStore } from './past.ts'

/** As `--json` prints it: nodes in the order of the chain, after them those that it no longer has. */
interface ChainStatistics {
  chainId: ChainId
  chainName: string
  nodes: (NodeStatistics & { id: string; failureRate: number })[]
}

/** `ergo stats`: how the nodes of a chain went in its latest runs. Error: `usage`. */
export async function showStatistics(
  { terminal, dataDir }: Context,
  chain: string,
  flags: JsonFlag,
): Promise<ExitCode> {
  const found =
    (await withStore(dataDir, (store) => statisticsOf(store, chain))) ??
    fail('usage', `There is no chain "${chain}": nothing is kept yet. See: ergo chains`)
  if (flags.json) terminal.out(JSON.stringify(found))
  else if (found.nodes.length === 0) terminal.out(`No node of ${found.chainName} has run yet.`)
  else {
    terminal.lines([
      `${terminal.style('bold', found.chainName)}, its latest ${NODE_TIMES_RUNS} runs at most`,
      ...textTable(['node', 'ran', 'failed', 'median', 'p95', 'median rows'], found.nodes.map(row)),
    ])
  }
  return EXIT.ok
}

function statisticsOf(store: Store, called: string): ChainStatistics {
  const [chainId, ...others] = chainsCalled(store, called)
  if (chainId === undefined || others.length > 0)
    return fail('usage', `Several chains are called "${called}": give the id of one. See: ergo chains`)
  const { chain } = store.chains.get(chainId)
  const statistics = store.runs.times.ofChain(chainId)
  const ids = new Set([...chain.nodes.map((node) => node.id), ...Object.keys(statistics)])
  const nodes = [...ids].flatMap((id) => {
    const of = statistics[id]
    return of ? [{ id, ...of, failureRate: of.failed / of.n }] : []
  })
  return { chainId, chainName: chain.name, nodes }
}

const row = ({
  id,
  n,
  failed,
  failureRate,
  medianMs,
  p95Ms,
  medianRows,
}: ChainStatistics['nodes'][number]) => [
  id,
  n,
  failed === 0 ? '' : `${failed} (${(100 * failureRate).toFixed(0)} %)`,
  medianMs === null ? '' : duration(medianMs),
  p95Ms === null ? '' : duration(p95Ms),
  medianRows,
]
