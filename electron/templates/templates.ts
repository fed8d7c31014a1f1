import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fail } from '#shared/base/errors.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { TemplateSummary } from '#shared/contract/templates.ts'
import { pinned } from './local-files.ts'
import { OwnTemplates } from './own.ts'
import { DATA, shippedTemplates } from './shipped.ts'
import { summaryOf, type Template } from './summary.ts'

export interface TemplatesOptions {
  /** Where those that come with the app are. */
  readonly shipped: string
  /** Where those saved from chains are kept. */
  readonly own: string
  readonly now: () => number
}

/** Chains to start from: those that come with the app, and those saved from chains. */
export class Templates {
  private readonly folder: string
  private readonly own: OwnTemplates
  private shipped: readonly Template[] | undefined

  constructor({ shipped, own, now }: TemplatesOptions) {
    this.folder = shipped
    this.own = new OwnTemplates(own, now)
  }

  list(): TemplateSummary[] {
    return this.all().map(summaryOf)
  }

  /** The chain, once its data lies in `folder`, where a file that is there already is left alone. Error: `template_missing`. */
  take(id: string, folder: string): Chain {
    const template = this.all().find((each) => each.id === id) ?? missing(id)
    for (const file of template.files) {
      const copy = join(folder, DATA, basename(file))
      mkdirSync(join(folder, DATA), { recursive: true })
      if (!existsSync(copy)) copyFileSync(file, copy)
    }
    return template.chain
  }

  /** Keeps a chain, which was opened from `file` if from any, as a template. Error: `template_unwritable`. */
  save(
    chain: Chain,
    file: string | null,
    about: { readonly name: string; readonly description: string; readonly category: string },
  ): TemplateSummary {
    const { name, description, category } = about
    return summaryOf(this.own.save({ ...pinned(chain, file), name, description }, category))
  }

  /** Error: `template_missing`. */
  delete(id: string): void {
    if (!this.own.delete(id)) missing(id)
  }

  private all(): readonly Template[] {
    this.shipped ??= shippedTemplates(this.folder)
    return [...this.own.list(), ...this.shipped]
  }
}

const missing = (id: string): never =>
  fail('template_missing', `There is no template "${id}": look at the list again.`, { id })
