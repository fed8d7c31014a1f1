import { Dropzone } from '@mantine/dropzone'
import { takeRunFile } from '../actions/verbs/portableRuns.ts'
import classes from '../chains/ChainDrop.module.css'

/** A run's file may be dropped anywhere on the list. */
export function RunDrop() {
  return (
    <Dropzone.FullScreen
      active
      onDrop={async (files) => {
        for (const file of files) await takeRunFile(file)
      }}
    >
      <p className={classes.words}>Drop a run's file to open it</p>
    </Dropzone.FullScreen>
  )
}
