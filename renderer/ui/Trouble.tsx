import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { AppError } from '#shared/base/errors.ts'
import classes from './Trouble.module.css'

interface TroubleProps {
  readonly error: AppError
  readonly retry?: (() => void) | undefined
}

/** What went wrong, in its sentence, where it went wrong. */
export function Trouble({ error, retry }: TroubleProps) {
  return (
    <div className={classes.trouble} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <p>{error.message}</p>
      {retry && (
        <Button variant="default" size="compact-xs" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}
