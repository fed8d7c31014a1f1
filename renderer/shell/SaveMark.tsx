import { Tooltip } from '@mantine/core'
import { useDocument } from '../stores/document.ts'
import classes from './SaveMark.module.css'

const WORDS = {
  saved: 'Saved',
  saving: 'Saving…',
  waiting: 'Not saved: waiting for the app',
  failed: 'Not saved',
} as const

/** Whether the last change is kept. */
export function SaveMark() {
  const state = useDocument((store) => store.save)
  const error = useDocument((store) => store.saveError)
  const past = useDocument((store) => store.past !== undefined)
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
