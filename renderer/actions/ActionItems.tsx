import { Menu } from '@mantine/core'
import { ACTIONS, type ActionId } from '#shared/contract/actions.ts'
import { perform } from './index.ts'
import { Keys } from './Keys.tsx'
import { useAvailable } from './useAvailable.ts'

function ActionItem({ id, label }: { readonly id: ActionId; readonly label?: string | undefined }) {
  const available = useAvailable(id)
  const action = ACTIONS[id]
  return (
    <Menu.Item
      disabled={!available}
      rightSection={'shortcut' in action ? <Keys shortcut={action.shortcut} /> : undefined}
      onClick={() => void perform(id)}
    >
      {label ?? action.label}
    </Menu.Item>
  )
}

interface ActionItemsProps {
  /** Groups of actions, parted by lines. */
  readonly groups: readonly (readonly ActionId[])[]
  /** Words that fit the place better than the action's own. */
  readonly labels?: Readonly<Partial<Record<ActionId, string>>>
}

/** Actions as the items of a menu. */
export function ActionItems({ groups, labels = {} }: ActionItemsProps) {
  return groups.map((group, i) => (
    <div key={group.join()}>
      {i > 0 && <Menu.Divider />}
      {group.map((id) => (
        <ActionItem key={id} id={id} label={labels[id]} />
      ))}
    </div>
  ))
}
