import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { addReadyScript, openScript } from '../actions/verbs/scripts.tsx'
import { queries } from '../api.ts'
import classes from './ReadyScripts.module.css'

/** Scripts that come with Ergo and are not in the library yet: adding one makes a copy that is the person's own. */
export function ReadyScripts({ search }: { readonly search: string }) {
  const { data } = useQuery(queries.scripts.ready.queryOptions())
  const wanted = search.toLowerCase()
  const shown = (data ?? []).filter(
    ({ name, description, category, tags, added }) =>
      !added && [name, description, category, ...tags].some((text) => text.toLowerCase().includes(wanted)),
  )
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="ready-scripts" className={classes.ready}>
      <h2 id="ready-scripts" className={classes.title}>
        Ready-made
      </h2>
      <ul className={classes.list}>
        {shown.map(({ name, category, description }) => (
          <li key={name} className={classes.item} title={description}>
            <div className={classes.words}>
              <span className={classes.name}>{name}</span>
              <span className={classes.category}>{category}</span>
            </div>
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={`Add ${name}`}
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={async () => {
                if ((await addReadyScript(name)) !== null) await openScript(name)
              }}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
