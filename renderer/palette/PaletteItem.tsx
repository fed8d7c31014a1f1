import { Tooltip, UnstyledButton } from '@mantine/core'
import type { OperationSpec } from '#shared/operation/define.ts'
import { addOperation } from '../actions/verbs/addOperation.ts'
import { OperationIcon } from '../ui/OperationIcon.tsx'
import { OPERATION_TYPE } from './drag.ts'
import classes from './PaletteItem.module.css'

interface PaletteItemProps {
  readonly spec: OperationSpec
  readonly disabled: boolean
}

export function PaletteItem({ spec, disabled }: PaletteItemProps) {
  return (
    <Tooltip label={spec.summary} multiline maw={240} position="right" openDelay={600}>
      <UnstyledButton
        className={classes.item}
        draggable={!disabled}
        aria-disabled={disabled || undefined}
        aria-description={spec.summary}
        onDragStart={(event) => {
          event.dataTransfer.setData(OPERATION_TYPE, spec.id)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onClick={() => disabled || addOperation(spec)}
      >
        <OperationIcon icon={spec.icon} type={spec.type} size={24} />
        <span className={classes.title}>{spec.title}</span>
      </UnstyledButton>
    </Tooltip>
  )
}
