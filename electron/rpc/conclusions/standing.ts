import type { Provenance as Origin } from '#electron/store/conclusions.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure } from '#shared/base/errors.ts'
import { RevisionHash } from '#shared/base/ids.ts'
import { chainDifference } from '#shared/chain/diff.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { Provenance, SourceStanding } from '#shared/contract/conclusions.ts'
import { scopeOf } from '#shared/run/scope.ts'
import { type StandingReason, standingOf } from '#shared/run/standing.ts'
import { SourceFiles } from './sources.ts'

type Stores = Pick<Store, 'conclusions' | 'chains' | 'revisions' | 'scripts'>

/** So many comparisons of chains are remembered; a page of the ledger has a few. */
const REMEMBERED = 500

/** Finds out how statements stand: what led to them then, beside what is there now. */
export class Standings {
  private readonly stores: Stores
  private readonly files = new SourceFiles()
  /** What changed between two revisions, as far as it leads to a node. */
  private readonly changes = new Map<string, StandingReason[]>()

  constructor(stores: Stores) {
    this.stores = stores
  }

  /** Error: `conclusion_missing`. */
  async of(id: string): Promise<Provenance> {
    const origin = this.stores.conclusions.provenance(id)
    const { conclusion, runKept } = origin
    const then = runKept ? this.stores.revisions.get(RevisionHash.parse(origin.revision)) : undefined
    const leads = then ? leadingTo(then, conclusion.nodeId) : null
    const counts = ({ nodeId }: { nodeId: string }): boolean => leads?.has(nodeId) ?? true
    const scripts = origin.scripts.filter(counts)
    const sources = await Promise.all(
      origin.sources
        .filter(counts)
        .map(async (source): Promise<SourceStanding> => ({ ...source, now: await this.files.state(source) })),
    )
    const reasons = [
      ...this.chainReasons(origin, then),
      ...sources.flatMap(({ path, now }): StandingReason[] =>
        now === 'same' ? [] : [{ kind: now === 'missing' ? 'source_missing' : 'source_changed', path }],
      ),
      ...scripts.flatMap((used) => this.scriptReasons(used, then)),
    ]
    return { conclusion: { ...conclusion, standing: standingOf(reasons), runKept }, sources, scripts }
  }

  private chainReasons(origin: Origin, then: Chain | undefined): StandingReason[] {
    const { conclusion, revision, headRevision, runKept } = origin
    // A chain that was only a file can't be looked at now.
    if (conclusion.chainId === null || headRevision === revision) return []
    if (headRevision === null) return [{ kind: 'chain_gone' }]
    if (!runKept || !then) return [{ kind: 'run_gone' }]
    const key = `${revision} ${headRevision} ${conclusion.nodeId}`
    const known = this.changes.get(key)
    if (known) return known
    const found = changesTo(then, this.stores.chains.get(conclusion.chainId).chain, conclusion.nodeId)
    if (this.changes.size >= REMEMBERED) this.changes.clear()
    this.changes.set(key, found)
    return found
  }

  /** A node that names its version goes on with it, whatever comes after. */
  private scriptReasons(
    { nodeId, name, version: used }: Provenance['scripts'][number],
    then: Chain | undefined,
  ): StandingReason[] {
    const pinned = then?.nodes.find((node) => node.id === nodeId)?.config.version
    try {
      const { version: newest } = this.stores.scripts.get(name)
      return newest === used || typeof pinned === 'number'
        ? []
        : [{ kind: 'script_changed', name, used, newest }]
    } catch (thrown) {
      if (thrown instanceof AppFailure && thrown.code === 'script_missing')
        return [{ kind: 'script_gone', name }]
      throw thrown
    }
  }
}

/** The node and all that leads to it. */
function leadingTo(chain: Chain, nodeId: string): ReadonlySet<string> | null {
  return scopeOf(chain, { kind: 'toNode', nodeId })?.fresh ?? null
}

function changesTo(then: Chain, now: Chain, nodeId: string): StandingReason[] {
  const [before, after] = [then, now].map((chain) => scopeOf(chain, { kind: 'toNode', nodeId })?.chain)
  if (!before) return []
  if (!after) return [{ kind: 'node_gone' }]
  const { added, removed, changed, parameters, wiresAdded, wiresRemoved } = chainDifference(before, after)
  // A node's name says nothing of what it does.
  const nodes = changed.filter(({ fields }) => fields.some(({ field }) => matters(field)))
  const what = [
    ...nodes.map(({ name }) => `${name} was changed`),
    ...added.map(({ name }) => `${name} was added`),
    ...removed.map(({ name }) => `${name} was removed`),
    ...(parameters.length > 0 ? ['its parameters were changed'] : []),
    ...(wiresAdded.length + wiresRemoved.length > 0 && added.length + removed.length === 0
      ? ['it was wired otherwise']
      : []),
  ]
  return what.length === 0 ? [] : [{ kind: 'chain_changed', what }]
}

const matters = (field: string): boolean => field !== 'name' && !/^policy(\.|$)/.test(field)
