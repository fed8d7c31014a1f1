import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import { operationIdOf } from '#shared/chain/schema.ts'
import type { ExampleSummary } from '#shared/contract/chains.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'

const ENDING = '.ergo.json'
const DATA = 'data'

interface Example {
  readonly id: string
  /** With its files as they lie beside the copy. */
  readonly chain: Chain
  /** Where its files lie now. */
  readonly files: readonly string[]
}

/**
 * Chains that come with the app, each a document that reads its data relative to itself. Those whose data is not there (it
 * belongs to a package for developers) are left out.
 */
export class Examples {
  private readonly folder: string
  private readonly copies: string
  private read: readonly Example[] | undefined

  /** @param copies where the data is put for chains made from examples: one of the folders in which runs look for files. */
  constructor(folder: string, copies: string) {
    this.folder = folder
    this.copies = copies
  }

  list(): ExampleSummary[] {
    return this.examples().map(({ id, chain }) => ({
      id,
      title: chain.name,
      summary: chain.description ?? '',
      nodeCount: chain.nodes.length,
    }))
  }

  /** The chain, once its data is in place. Error: `example_missing`. */
  take(id: string): Chain {
    const example = this.examples().find((each) => each.id === id)
    if (!example) return fail('example_missing', `There is no example "${id}".`)
    for (const file of example.files) {
      const copy = join(this.copies, DATA, basename(file))
      mkdirSync(join(this.copies, DATA), { recursive: true })
      if (!existsSync(copy)) copyFileSync(file, copy)
    }
    return example.chain
  }

  private examples(): readonly Example[] {
    this.read ??= readdirSync(this.folder)
      .filter((name) => name.endsWith(ENDING))
      .sort()
      .flatMap((name) => this.readOne(name) ?? [])
    return this.read
  }

  private readOne(name: string): Example | null {
    const document = readDocument(readFileSync(join(this.folder, name), 'utf8'), registry, name)
    if (!document.ok) return null
    const { chain } = document.value
    const files: string[] = []
    const nodes = chain.nodes.map((node) => ({ ...node, config: this.localised(node, files) }))
    if (!files.every((file) => existsSync(file))) return null
    return { id: name.slice(0, -ENDING.length), chain: { ...chain, nodes }, files }
  }

  /** The node's config with the files that it reads beside the copy; `files` gets where they are. */
  private localised(node: ChainNode, files: string[]): ChainNode['config'] {
    const spec = registry(operationIdOf(node))
    const config = spec?.config.safeParse(node.config)
    const reads = config?.success ? (spec?.reads?.(config.data) ?? []) : []
    return Object.fromEntries(
      Object.entries(node.config).map(([key, value]) => {
        if (typeof value !== 'string' || !reads.includes(value)) return [key, value]
        files.push(resolve(this.folder, value))
        return [key, `${DATA}/${basename(value)}`]
      }),
    )
  }
}
