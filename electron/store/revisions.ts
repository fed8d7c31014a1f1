import { eq, sql } from 'drizzle-orm'
import type { RevisionHash } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { revisionContent } from '#shared/document/write.ts'
import type { Db } from './database.ts'
import { chainOf, revisionOf } from './documents.ts'
import { packText, unpackText } from './packed-text.ts'
import { revisions } from './schema/executions.ts'

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
      if (!select.get({ hash }))
        insert.run({ hash, document: packText(revisionContent(chain)), createdAt: now() })
      return hash
    },
    /** Undefined where there is none. Error: `store_damaged`. */
    get(hash: RevisionHash): Chain | undefined {
      const row = select.get({ hash })
      return row && chainOf(unpackText(row.document))
    },
  }
}
export type Revisions = ReturnType<typeof openRevisions>
