import { eq } from 'drizzle-orm'
import type { ChainId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { writeDocument } from '#shared/document/write.ts'
import type { Db } from '../database.ts'
import { revisionOf } from '../documents.ts'
import { placeholders } from '../prepared.ts'
import { chainNodes, type chains } from '../schema/chains.ts'
import { Words } from '../search-text.ts'

/** Characters of a chain's nodes that can be searched for. */
const SEARCHED = 64_000

export type ChainRow = typeof chains.$inferSelect

/** What is derived from a chain's document and stored beside it. */
export function columnsOf(chain: Chain) {
  return {
    name: chain.name,
    description: chain.description ?? '',
    nodeCount: chain.nodes.length,
    document: writeDocument(chain),
    revision: revisionOf(chain),
  }
}

/** Keeps a chain's nodes and the index of its text as its document says. To be called within a transaction. */
export function prepareDerived({ orm, client }: Db) {
  const clear = orm
    .delete(chainNodes)
    .where(eq(chainNodes.chainId, placeholders('chainId').chainId))
    .prepare()
  const insert = orm
    .insert(chainNodes)
    .values(placeholders('chainId', 'nodeId', 'type', 'operation', 'name'))
    .onConflictDoNothing()
    .prepare()
  const search = client.prepare<[number, string, string, string]>(
    'INSERT OR REPLACE INTO chain_search (rowid, name, description, nodes) VALUES (?, ?, ?, ?)',
  )
  return (seq: number, chainId: ChainId, chain: Chain): void => {
    clear.run({ chainId })
    const words = new Words(SEARCHED)
    for (const { id, type, operation, name, config } of chain.nodes) {
      insert.run({ chainId, nodeId: id, type, operation, name: name ?? id })
      words
        .add(name ?? id)
        .add(operation)
        .addJson(config)
    }
    for (const note of chain.notes ?? []) words.add(note.text)
    search.run(seq, chain.name, chain.description ?? '', `${words}`)
  }
}
