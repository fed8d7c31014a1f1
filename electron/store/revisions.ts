import { hash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { RevisionHash } from '#shared/base/ids.ts'
import { canonicalJson, type Json } from '#shared/base/json.ts'
import { Chain } from '#shared/chain/schema.ts'
import { readJson } from './columns.ts'
import type { Db } from './database.ts'
import { packText, unpackText } from './packed-text.ts'
import { revisions } from './schema/executions.ts'

/** A chain as what is kept of it: its JSON text with sorted keys, and the SHA-256 of that. */
export function contentOf(chain: Chain): { hash: RevisionHash; text: string } {
  const json: Json = JSON.parse(JSON.stringify(chain))
  const text = canonicalJson(json)
  return { hash: RevisionHash.parse(hash('sha256', text, 'hex')), text }
}

/** Chains frozen under the hash of their content. */
export function openRevisions({ orm, now }: Db) {
  const insert = orm
    .insert(revisions)
    .values({
      hash: sql.placeholder('hash'),
      document: sql.placeholder('document'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .prepare()
  const select = orm
    .select({ document: revisions.document })
    .from(revisions)
    .where(eq(revisions.hash, sql.placeholder('hash')))
    .prepare()

  /** Hashes of chains at hand. Chains are never changed in place: a change makes another. */
  const frozen = new WeakMap<Chain, RevisionHash>()

  return {
    /** Keeps the chain as it is; one that is kept already costs only its hash, and that once. */
    freeze(chain: Chain): RevisionHash {
      const known = frozen.get(chain)
      if (known && select.get({ hash: known })) return known
      const { hash, text } = contentOf(chain)
      if (!select.get({ hash })) insert.run({ hash, document: packText(text), createdAt: now() })
      frozen.set(chain, hash)
      return hash
    },
    /** Undefined where there is none. Error: `store_damaged`. */
    get(hash: RevisionHash): Chain | undefined {
      const row = select.get({ hash })
      return row && readJson(Chain, unpackText(row.document))
    },
  }
}
export type Revisions = ReturnType<typeof openRevisions>
