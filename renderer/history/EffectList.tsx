import { Code } from '@mantine/core'
import { type Icon, IconAlertTriangle, IconBookmark, IconFileExport, IconSend } from '@tabler/icons-react'
import { type PlannedEffect, plannedSentence } from '#shared/run/effect.ts'
import { formatCount } from '../ui/format.ts'
import classes from './EffectList.module.css'

const ICONS: Readonly<Record<string, Icon>> = {
  request: IconSend,
  file: IconFileExport,
  statement: IconBookmark,
}

function payload(planned: PlannedEffect): string | null {
  if (planned.state !== 'would') return null
  const { effect } = planned
  switch (effect.kind) {
    case 'request':
      return effect.size > effect.body.length
        ? `${effect.body}… (${formatCount(effect.size)} characters)`
        : effect.body
    case 'file':
      return effect.what
    case 'statement':
      return effect.data === undefined
        ? effect.content
        : `${effect.content}\n${JSON.stringify(effect.data, null, 2)}`
    case 'nothing':
      return null
  }
}

/** What nodes would do to the world, each with what it would send, write or store. */
export function EffectList({ planned }: { readonly planned: readonly PlannedEffect[] }) {
  return (
    <ul className={classes.list}>
      {planned.map((one) => {
        const Glyph = (one.state === 'would' && ICONS[one.effect.kind]) || IconAlertTriangle
        const text = payload(one)
        return (
          <li key={one.nodeId} className={classes.effect}>
            <Glyph size={16} aria-hidden className={classes.icon} />
            <div className={classes.words}>
              {plannedSentence(one)}
              {text && (
                <Code block className={classes.payload ?? ''}>
                  {text}
                </Code>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
