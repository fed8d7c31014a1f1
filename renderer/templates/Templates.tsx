import { CloseButton, Loader, TextInput } from '@mantine/core'
import { IconLayoutGrid, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TemplateSummary } from '#shared/contract/templates.ts'
import { errorOf, queries } from '../api.ts'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import { TemplateCard } from './TemplateCard.tsx'
import classes from './Templates.module.css'

interface Shelf {
  readonly title: string
  readonly templates: readonly TemplateSummary[]
}

/** One's own come first, whatever their category; the others stand by category. */
function shelvesOf(templates: readonly TemplateSummary[]): Shelf[] {
  const shelves = new Map<string, TemplateSummary[]>()
  for (const template of templates) {
    const own = template.category === '' ? 'Your templates' : `Your templates: ${template.category}`
    const title = template.origin === 'own' ? own : template.category
    shelves.set(title, [...(shelves.get(title) ?? []), template])
  }
  return [...shelves].map(([title, of]) => ({ title, templates: of }))
}

const fits = ({ name, description, category }: TemplateSummary, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${name} ${description} ${category}`.toLowerCase().includes(word))

/** The gallery: whole analyses over data of their own, to run as they are and to make one's own. */
export function Templates() {
  const [search, setSearch] = useState('')
  const list = useQuery(queries.templates.list.queryOptions())
  const words = search.trim()
  const shelves = shelvesOf((list.data ?? []).filter((template) => fits(template, words)))
  const actions = (
    <TextInput
      className={classes.search ?? ''}
      aria-label="Search templates"
      placeholder="Search by name, purpose or category"
      leftSection={<IconSearch size={14} />}
      rightSection={
        search && <CloseButton size="xs" aria-label="Clear search" onClick={() => setSearch('')} />
      }
      value={search}
      onChange={(event) => setSearch(event.currentTarget.value)}
    />
  )
  return (
    <Page title="Templates" actions={actions}>
      <p className={classes.lead}>
        Each is a whole analysis over data of its own. Use one, run it, then put your own file in place of its
        data. To keep a chain of yours here, choose “Save as template” in its menu.
      </p>
      {list.error && (
        <div className={classes.trouble}>
          <Trouble error={errorOf(list.error)} retry={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <Loader size="sm" m="lg" />}
      {list.isSuccess && shelves.length === 0 && (
        <Empty icon={IconLayoutGrid} title={`No template fits “${words}”`}>
          Try another word, such as what you measure.
        </Empty>
      )}
      {shelves.map(({ title, templates }) => (
        <section key={title} className={classes.shelf} aria-label={title}>
          <h2 className={classes.title}>{title}</h2>
          <div className={classes.grid}>
            {templates.map((template) => (
              <TemplateCard key={template.id} template={template} />
            ))}
          </div>
        </section>
      ))}
    </Page>
  )
}
