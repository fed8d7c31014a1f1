import { Button } from '@mantine/core'
import { IconSchema } from '@tabler/icons-react'
import { perform } from '../actions/index.ts'
import { StartWith } from '../templates/StartWith.tsx'
import { Empty } from '../ui/Empty.tsx'
import classes from './NoChain.module.css'

/** The canvas, with no chain open. */
export function NoChain() {
  return (
    <div className={classes.none}>
      <div className={classes.empty}>
        <Empty
          icon={IconSchema}
          title="No chain is open"
          actions={
            <>
              <Button onClick={() => void perform('newChain')}>New chain</Button>
              <Button variant="default" onClick={() => void perform('showChains')}>
                All chains
              </Button>
              <Button variant="default" onClick={() => void perform('openFile')}>
                Open file
              </Button>
            </>
          }
        >
          A chain takes your data in, works on it step by step, and concludes. You draw it here.
        </Empty>
      </div>
      <StartWith lead={false} />
    </div>
  )
}
