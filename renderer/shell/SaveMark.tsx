import { Tooltip } from '@mantine/core'
import { useEffect } from 'react'
import { useConnection } from '../api.ts'
import { useDocument } from '../stores/document.ts'
import type { SaveState } from '../stores/journal.ts'
import { toast } from '../ui/toast.ts'
import classes from './SaveMark.module.css'

const WORDS: Readonly<Record<SaveState | 'apart', string>> = {
  saved: 'Saved',
  saving: 'Saving…',
  waiting: 'Not saved: waiting for the app',
  failed: 'Not saved',
  apart: 'Saved; looking for the app …',
}

/** Whether the last change is kept. */
export function SaveMark() {
  const save = useDocument((store) => store.save)
  const away = useConnection(({ connection }) => connection !== 'open')
  // What is on its way waits as well while there is no way.
  const state = !away || save === 'failed' ? save : save === 'saved' ? 'apart' : 'waiting'
  const error = useDocument((store) => store.saveError)
  const past = useDocument((store) => store.past !== undefined)
  const notice = useDocument((store) => store.notice)
  useEffect(() => {
    if (!notice) return
    toast(notice.text, 'warning')
    // Told once: this bar comes and goes with the canvas.
    useDocument.setState({ notice: undefined })
  }, [notice])
  if (past) return null
  const mark = (
    <span className={classes.mark} data-state={state} role="status">
      {WORDS[state]}
    </span>
  )
  return error ? (
    <Tooltip label={error.message} multiline maw={320}>
      {mark}
    </Tooltip>
  ) : (
    mark
  )
}
