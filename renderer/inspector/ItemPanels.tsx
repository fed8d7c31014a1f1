import { ColorSwatch, Group, Textarea, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { Frame, Note } from '#shared/chain/schema.ts'
import { setFrame, setNote } from '../model/edits.ts'
import { useDocument, useReadOnly } from '../stores/document.ts'
import { FRAME_COLORS, frameColor } from '../ui/frames.ts'
import classes from './ItemPanels.module.css'

export function FramePanel({ frame }: { readonly frame: Frame }) {
  const readOnly = useReadOnly()
  const change = (next: Frame): void => {
    const { chain, edit } = useDocument.getState()
    if (chain) edit('Change frame', setFrame(chain, next), `frame ${frame.id}`)
  }
  return (
    <div className={classes.panel}>
      <TextInput
        label="Title"
        readOnly={readOnly}
        value={frame.title}
        onChange={(event) => change({ ...frame, title: event.currentTarget.value })}
      />
      <fieldset className={classes.colors} disabled={readOnly}>
        <legend>Colour</legend>
        <Group gap={8}>
          {FRAME_COLORS.map((color) => (
            <ColorSwatch
              key={color}
              component="button"
              type="button"
              aria-label={color.replace('-', ' ')}
              aria-pressed={frame.color === color}
              color={frameColor(color)}
              onClick={() => change({ ...frame, color })}
            >
              {frame.color === color && <IconCheck size={14} color="var(--ergo-surface)" aria-hidden />}
            </ColorSwatch>
          ))}
        </Group>
      </fieldset>
    </div>
  )
}

export function NotePanel({ note }: { readonly note: Note }) {
  const readOnly = useReadOnly()
  return (
    <div className={classes.panel}>
      <Textarea
        label="Text"
        autosize
        autoFocus={note.text === ''}
        minRows={4}
        maxRows={20}
        readOnly={readOnly}
        value={note.text}
        onChange={(event) => {
          const { chain, edit } = useDocument.getState()
          const text = event.currentTarget.value
          if (chain) edit('Write note', setNote(chain, { ...note, text }), `note ${note.id}`)
        }}
      />
    </div>
  )
}
