import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { ExampleSummary } from '#shared/contract/chains.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'

const ENDING = '.ergo.json'

/** Chains that come with the app, each a document, with their data in the folder `data` beside them. */
export class Examples {
  private readonly folder: string
  private read: Map<string, Chain> | undefined

  constructor(folder: string) {
    this.folder = folder
  }

  list(): ExampleSummary[] {
    return [...this.chains()].map(([id, chain]) => ({
      id,
      title: chain.name,
      summary: chain.description ?? '',
      nodeCount: chain.nodes.length,
    }))
  }

  /** Error: `example_missing`. */
  chain(id: string): Chain {
    return this.chains().get(id) ?? fail('example_missing', `There is no example "${id}".`)
  }

  /** Puts the examples' data where chains look for files: the app's own folder may be closed to the database of tables. */
  copyData(to: string): void {
    const data = join(this.folder, 'data')
    if (existsSync(data)) cpSync(data, join(to, 'data'), { recursive: true, force: false })
  }

  private chains(): Map<string, Chain> {
    this.read ??= new Map(
      readdirSync(this.folder)
        .filter((name) => name.endsWith(ENDING))
        .sort()
        .flatMap((name) => {
          const document = readDocument(readFileSync(join(this.folder, name), 'utf8'), registry, name)
          return document.ok ? [[name.slice(0, -ENDING.length), document.value.chain] as const] : []
        }),
    )
    return this.read
  }
}
