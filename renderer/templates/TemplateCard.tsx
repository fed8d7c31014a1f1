import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import type { TemplateSummary } from '#shared/contract/templates.ts'
import { deleteTemplate, startWith } from '../actions/verbs/templates.ts'
import { plural } from '../ui/format.ts'
import classes from './TemplateCard.module.css'
import { TemplatePicture } from './TemplatePicture.tsx'

/** A template in the gallery. */
export function TemplateCard({ template }: { readonly template: TemplateSummary }) {
  const { id, name, description, nodeCount, origin, picture } = template
  return (
    <article className={classes.card} aria-label={name}>
      <div className={classes.picture}>
        <TemplatePicture picture={picture} />
      </div>
      <h3 className={classes.name}>{name}</h3>
      <p className={classes.description} title={description}>
        {description}
      </p>
      <footer className={classes.foot}>
        <span className={classes.count}>{plural(nodeCount, 'node')}</span>
        {origin === 'own' && (
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={`More for ${name}`}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => void deleteTemplate(id, name)}
              >
                Delete template
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <Button size="xs" variant="default" onClick={() => void startWith(id)}>
          Use this template
        </Button>
      </footer>
    </article>
  )
}
