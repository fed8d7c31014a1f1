import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'
import { withPaths } from './local-files.ts'
import type { Template } from './summary.ts'

/** The gallery's order: categories with their templates, each a document in the same folder. */
const Catalog = z.array(z.object({ category: z.string(), templates: z.array(z.string()) }))

/** Where a chain looks for a template's files, beside its own or in the data folder. */
export const DATA = 'data'

/**
 * Templates that come with the app, each a document that reads its data relative to itself. Those whose data is not there (it
 * belongs to a package for developers) are left out.
 */
export function shippedTemplates(folder: string): Template[] {
  const catalog = Catalog.parse(JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8')))
  return catalog.flatMap(({ category, templates }) =>
    templates.flatMap((id): Template[] => {
      const name = `${id}.ergo.json`
      const document = readDocument(readFileSync(join(folder, name), 'utf8'), registry, name)
      if (!document.ok) throw new Error(`The template ${name} is no chain.`)
      const files: string[] = []
      const chain = withPaths(document.value.chain, (path) => {
        files.push(resolve(folder, path))
        return `${DATA}/${basename(path)}`
      })
      if (!files.every((file) => existsSync(file))) return []
      return [{ id, origin: 'shipped', category, savedAt: null, chain, files }]
    }),
  )
}
