import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconSearch,
} from '@tabler/icons-react'
import { ACTIONS, type ActionId } from '#shared/contract/actions.ts'
import { ActionItems } from '../actions/ActionItems.tsx'
import { perform } from '../actions/index.ts'
import { keysOf } from '../actions/shortcut.ts'
import { useAvailable } from '../actions/useAvailable.ts'
import { useShownChain } from '../stores/document.ts'
import { usePassing } from '../stores/passing.ts'
import { useProblems } from '../stores/problems.ts'
import { useRun } from '../stores/run.ts'
import { plural } from '../ui/format.ts'
import { ChainTitle } from './ChainTitle.tsx'
import { RunLine } from './RunLine.tsx'
import { SaveMark } from './SaveMark.tsx'
import classes from './TopBar.module.css'

const titleOf = (id: ActionId): string => {
  const action = ACTIONS[id]
  return 'shortcut' in action ? `${action.label} (${keysOf(action.shortcut).join(' ')})` : action.label
}

function IconAction({ id, icon: Icon }: { readonly id: ActionId; readonly icon: typeof IconSearch }) {
  const available = useAvailable(id)
  return (
    <Tooltip label={titleOf(id)}>
      <ActionIcon
        size={32}
        disabled={!available}
        aria-label={ACTIONS[id].label}
        onClick={() => void perform(id)}
      >
        <Icon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}

function Problems() {
  const issues = useProblems((problems) => problems.issues)
  if (issues.length === 0) return null
  const errors = issues.filter((issue) => issue.severity === 'error').length
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={
        <IconAlertTriangle size={16} color={`var(--ergo-${errors > 0 ? 'bad' : 'warn'})`} aria-hidden />
      }
      onClick={() => void perform('showProblems')}
    >
      {errors > 0 ? plural(errors, 'problem') : plural(issues.length, 'hint')}
    </Button>
  )
}

function RunButtons() {
  const canRun = useAvailable('run')
  const canStop = useAvailable('stop')
  const starting = usePassing((passing) => passing.starting)
  const running = useRun(({ shown }) => shown?.status === 'running' && shown.executionId !== undefined)
  return (
    <Group gap={8} wrap="nowrap">
      <Button.Group>
        <Tooltip label={titleOf('run')}>
          <Button
            loading={starting || running}
            disabled={!canRun && !running}
            leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
            onClick={() => void perform('run')}
          >
            Run
          </Button>
        </Tooltip>
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <Button className={classes.more ?? ''} disabled={!canRun} aria-label="More ways to run">
              <IconChevronDown size={14} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <ActionItems groups={[['run', 'runChanged'], ['runToHere', 'runFromHere'], ['pinResult']]} />
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <Tooltip label={titleOf('stop')}>
        <ActionIcon
          size={32}
          variant={canStop ? 'filled' : 'default'}
          color={canStop ? 'red.8' : 'gray'}
          disabled={!canStop}
          aria-label="Stop"
          onClick={() => void perform('stop')}
        >
          <IconPlayerStopFilled size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

const NOT_OF_PAST = 'Not while a past run is shown: what is given here is for the next run.'

export function TopBar() {
  const parameters = useShownChain()?.parameters.length ?? 0
  const canGive = useAvailable('editInputs')
  return (
    <header className={classes.bar} data-keys="canvas">
      <ChainTitle />
      <SaveMark />
      <div className={classes.space} />
      <RunLine />
      <Problems />
      <Group gap={0} wrap="nowrap">
        <IconAction id="undo" icon={IconArrowBackUp} />
        <IconAction id="redo" icon={IconArrowForwardUp} />
        <IconAction id="commandPalette" icon={IconSearch} />
      </Group>
      <Button
        variant="default"
        disabled={!canGive}
        title={canGive ? undefined : NOT_OF_PAST}
        onClick={() => void perform('editInputs')}
      >
        {parameters > 0 ? `Inputs (${parameters})` : 'Inputs'}
      </Button>
      <RunButtons />
    </header>
  )
}
