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

/** What leads to a node, and which of it names the version of its script. */
interface Leads {
  readonly nodes: ReadonlySet<string>
  readonly pinned: ReadonlySet<string>
}

/** Finds out how statements stand: what led to them then, beside what is there now. */
export class Standings {
  private readonly stores: Stores
  private readonly files = new SourceFiles()
  /** Of revisions, what leads to a node. A revision never changes. */
  private readonly leads = new Map<string, Leads>()
  /** What changed between two revisions, as far as it leads to a node. */
  private readonly changes = new Map<string, StandingReason[]>()

  constructor(stores: Stores) {
    this.stores = stores
  }

  /** Error: `conclusion_missing`. */
  async of(id: string): Promise<Provenance> {
    const origin = this.stores.conclusions.provenance(id)
    const { conclusion, runKept } = origin
    const leads = runKept ? this.leadingTo(origin.revision, conclusion.nodeId) : null
    const counts = ({ nodeId }: { nodeId: string }): boolean => leads?.nodes.has(nodeId) ?? true
    const scripts = origin.scripts.filter(counts)
    const sources = await Promise.all(
      origin.sources
        .filter(counts)
        .map(async (source): Promise<SourceStanding> => ({ ...source, now: await this.files.state(source) })),
    )
    const reasons = [
      ...this.chainReasons(origin),
      ...sources.flatMap(({ path, now }): StandingReason[] =>
        now === 'same' ? [] : [{ kind: now === 'missing' ? 'source_missing' : 'source_changed', path }],
      ),
      ...scripts.flatMap((used) => this.scriptReasons(used, leads)),
    ]
    return { conclusion: { ...conclusion, standing: standingOf(reasons), runKept }, sources, scripts }
  }

  /** The node and all that leads to it; null where it can't be told. */
  private leadingTo(revision: string, nodeId: string): Leads | null {
    const key = `${revision} ${nodeId}`
    const known = this.leads.get(key)
    if (known) return known
    const chain = this.stores.revisions.get(RevisionHash.parse(revision))
    const scope = chain && scopeOf(chain, { kind: 'toNode', nodeId })
    if (!scope) return null
    const pinned = scope.chain.nodes.filter((node) => typeof node.config.version === 'number')
    const found = { nodes: scope.fresh, pinned: new Set(pinned.map((node) => node.id)) }
    if (this.leads.size >= REMEMBERED) this.leads.clear()
    this.leads.set(key, found)
    return found
  }

  private chainReasons(origin: Origin): StandingReason[] {
    const { conclusion, revision, headRevision, runKept } = origin
    // A chain that was only a file can't be looked at now.
    if (conclusion.chainId === null || headRevision === revision) return []
    if (headRevision === null) return [{ kind: 'chain_gone' }]
    if (!runKept) return [{ kind: 'run_gone' }]
    const key = `${revision} ${headRevision} ${conclusion.nodeId}`
    const known = this.changes.get(key)
    if (known) return known
    const then = this.stores.revisions.get(RevisionHash.parse(revision))
    if (!then) return [{ kind: 'run_gone' }]
    const found = changesTo(then, this.stores.chains.get(conclusion.chainId).chain, conclusion.nodeId)
    if (this.changes.size >= REMEMBERED) this.changes.clear()
    this.changes.set(key, found)
    return found
  }

  /** A node that names its version goes on with it, whatever comes after. */
  private scriptReasons(
    { nodeId, name, version: used }: Provenance['scripts'][number],
    leads: Leads | null,
  ): StandingReason[] {
    try {
      const { version: newest } = this.stores.scripts.get(name)
      return newest === used || leads?.pinned.has(nodeId)
        ? []
        : [{ kind: 'script_changed', name, used, newest }]
    } catch (thrown) {
      if (thrown instanceof AppFailure && thrown.code === 'script_missing')
        return [{ kind: 'script_gone', name }]
      throw thrown
    }
  }
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
