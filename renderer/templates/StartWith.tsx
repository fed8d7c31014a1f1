import { Button, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { perform } from '../actions/index.ts'
import { startWith } from '../actions/verbs/templates.ts'
import { queries } from '../api.ts'
import classes from './StartWith.module.css'
import { TemplatePicture } from './TemplatePicture.tsx'

/** One of each category, as far as they fill a row or two. */
const SHOWN = 5

/** A few templates to begin with, and the way to the others. `lead`: there is nothing else here yet. */
export function StartWith({ lead }: { readonly lead: boolean }) {
  const { data } = useQuery(queries.templates.list.queryOptions())
  if (!data || data.length === 0) return null
  const categories = new Set<string>()
  const some = data.filter(({ category, origin }) => {
    const isFirst = origin === 'shipped' && !categories.has(category)
    if (origin === 'shipped') categories.add(category)
    return isFirst
  })
  return (
    <section className={classes.start} aria-label="Templates to start with">
      <header className={classes.head}>
        <h2 className={classes.title}>
          {lead ? 'There is no chain yet. Start with a template' : 'Start with a template'}
        </h2>
        <Button variant="subtle" size="compact-sm" onClick={() => void perform('showTemplates')}>
          All {data.length} templates
        </Button>
      </header>
      <div className={classes.grid}>
        {some.slice(0, SHOWN).map(({ id, name, picture }) => (
          <UnstyledButton key={id} className={classes.card} onClick={() => void startWith(id)}>
            <span className={classes.picture}>
              <TemplatePicture picture={picture} />
            </span>
            <span className={classes.name}>{name}</span>
          </UnstyledButton>
        ))}
      </div>
    </section>
  )
}
