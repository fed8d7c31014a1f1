import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '#shared/base/errors.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { readDocument } from '#shared/document/read.ts'
import { writeDocument } from '#shared/document/write.ts'
import { registry } from '#shared/operation/registry.ts'
import type { Template } from './summary.ts'

const ENDING = '.json'
const ID = /^own-[\w-]{1,60}$/

/** A template's file: a chain's document, and what the gallery says of it. */
const TemplateFile = z.object({
  format: z.literal('ergo.template'),
  version: z.literal(1),
  category: z.string(),
  savedAt: z.number(),
  document: z.unknown(),
})

/** Templates that were saved from chains, each a file of one folder. */
export class OwnTemplates {
  private readonly folder: string
  private readonly now: () => number

  constructor(folder: string, now: () => number) {
    this.folder = folder
    this.now = now
  }

  /** The newest first. A file that is none of ours, or of a later version, is passed over. */
  list(): Template[] {
    const names = existsSync(this.folder) ? readdirSync(this.folder) : []
    return names
      .filter((name) => name.endsWith(ENDING))
      .flatMap((name) => this.read(name.slice(0, -ENDING.length)) ?? [])
      .sort((a, b) => (b.savedAt ?? 0) - (a.savedAt ?? 0) || (a.id < b.id ? -1 : 1))
  }

  /** Error: `template_unwritable`. */
  save(chain: Chain, category: string): Template {
    const id = `own-${randomUUID()}`
    const savedAt = this.now()
    const document: unknown = JSON.parse(writeDocument(chain))
    const file: z.infer<typeof TemplateFile> = {
      format: 'ergo.template',
      version: 1,
      category,
      savedAt,
      document,
    }
    try {
      mkdirSync(this.folder, { recursive: true })
      const path = this.path(id)
      writeFileSync(`${path}.part`, `${JSON.stringify(file, null, 2)}\n`)
      renameSync(`${path}.part`, path)
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      fail('template_unwritable', `The template can't be kept in "${this.folder}": ${why}`)
    }
    return { id, origin: 'own', category, savedAt, chain, files: [] }
  }

  /** Whether there was one. */
  delete(id: string): boolean {
    if (!ID.test(id) || !existsSync(this.path(id))) return false
    rmSync(this.path(id))
    return true
  }

  private path(id: string): string {
    return join(this.folder, id + ENDING)
  }

  private read(id: string): Template | undefined {
    if (!ID.test(id)) return undefined
    const found = TemplateFile.safeParse(jsonIn(readFileSync(this.path(id), 'utf8')))
    if (!found.success) return undefined
    const { category, savedAt, document } = found.data
    const read = readDocument(JSON.stringify(document ?? null), registry, id)
    if (!read.ok) return undefined
    return { id, origin: 'own', category, savedAt, chain: read.value.chain, files: [] }
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
