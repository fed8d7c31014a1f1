import { Dropzone } from '@mantine/dropzone'
import { importChain } from '../actions/verbs/importChain.ts'
import { looksLikeRun, takeRunFile } from '../actions/verbs/portableRuns.ts'
import classes from './ChainDrop.module.css'

/** A chain's file may be dropped anywhere on the list. */
export function ChainDrop() {
  return (
    <Dropzone.FullScreen
      active
      onDrop={async (files) => {
        for (const file of files) {
          if (looksLikeRun(file.name)) await takeRunFile(file)
          else await importChain(file)
        }
      }}
    >
      <p className={classes.words}>Drop a chain's or a run's file to open it</p>
    </Dropzone.FullScreen>
  )
}
