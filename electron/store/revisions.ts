import { hash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { RevisionHash } from '#shared/base/ids.ts'
import { canonicalJson, type Json } from '#shared/base/json.ts'
import { Chain } from '#shared/chain/schema.ts'
import { readJson } from './columns.ts'
import type { Db } from './database.ts'
import { packText, unpackText } from './packed-text.ts'
import { revisions } from './schema/executions.ts'

/** Chains are never changed in place, so that one which is run again and again is hashed once. */
const known = new WeakMap<Chain, RevisionHash>()

/** The SHA-256 of a chain's content (its JSON text with sorted keys): its name as a revision. */
export function revisionOf(chain: Chain): RevisionHash {
  const revision = known.get(chain) ?? RevisionHash.parse(hash('sha256', contentOf(chain), 'hex'))
  known.set(chain, revision)
  return revision
}

function contentOf(chain: Chain): string {
  const json: Json = JSON.parse(JSON.stringify(chain))
  return canonicalJson(json)
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

  return {
    /** Keeps the chain as it is; one that is kept already costs only its hash, and that once. */
    freeze(chain: Chain): RevisionHash {
      const hash = revisionOf(chain)
      if (!select.get({ hash })) insert.run({ hash, document: packText(contentOf(chain)), createdAt: now() })
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
