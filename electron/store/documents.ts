import { hash } from 'node:crypto'
import { fail } from '#shared/base/errors.ts'
import { RevisionHash } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { readDocument } from '#shared/document/read.ts'
import { revisionContent } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'

/** Chains are never changed in place, so that one which is run again and again is hashed once. */
const known = new WeakMap<Chain, RevisionHash>()

/** What a chain is known by as a revision: the SHA-256 of {@link revisionContent}. */
export function revisionOf(chain: Chain): RevisionHash {
  const revision = known.get(chain) ?? RevisionHash.parse(hash('sha256', revisionContent(chain), 'hex'))
  known.set(chain, revision)
  return revision
}

/** A chain from the text of its document, of whatever version that is. Error: `store_damaged`. */
export function chainOf(text: string): Chain {
  const read = readDocument(text, registry)
  if (read.ok) return read.value.chain
  return fail(
    'store_damaged',
    `The database holds a chain that can't be read: ${read.error[0]?.message ?? ''}`,
  )
}
