import { Modal } from '@mantine/core'
import { ACTION_LIST, MENU_LABELS, MENUS } from '#shared/contract/actions.ts'
import { Keys } from '../actions/Keys.tsx'
import { usePassing } from '../stores/passing.ts'
import classes from './Shortcuts.module.css'

/** Keys of the canvas that are no actions of the menu. */
const CANVAS: readonly (readonly [keys: string, words: string])[] = [
  ['Tab', 'Into the canvas, and out of it'],
  ['Alt+→', 'To the next node that way (any arrow)'],
  ['Enter', 'Open the form of the node'],
  ['Space', 'Select or unselect the node'],
  ['→', 'Move what is selected (any arrow)'],
  ['Shift+→', 'Move it further'],
  ['Escape', 'Let go of the selection'],
]

/** Keys of the timeline. */
const TIMELINE: readonly (readonly [keys: string, words: string])[] = [
  ['↓', 'To the next bar (↑ to the one before)'],
  ['Enter', 'Select its node'],
  ['+', 'Closer in time (− further)'],
  ['→', 'Later (← earlier)'],
  ['0', 'The whole run'],
]

function Rows({ rows }: { readonly rows: readonly (readonly [keys: string, words: string])[] }) {
  return (
    <dl className={classes.rows}>
      {rows.map(([keys, words]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>
            <Keys shortcut={keys} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Every key there is. */
export function Shortcuts() {
  const open = usePassing((passing) => passing.shortcutsOpen)
  return (
    <Modal
      opened={open}
      onClose={() => usePassing.setState({ shortcutsOpen: false })}
      title="Keyboard shortcuts"
      size="xl"
    >
      <div className={classes.columns}>
        <section>
          <h3 className={classes.title}>Canvas</h3>
          <Rows rows={CANVAS} />
        </section>
        <section>
          <h3 className={classes.title}>Timeline</h3>
          <Rows rows={TIMELINE} />
        </section>
        {MENUS.map((menu) => {
          const rows = ACTION_LIST.flatMap(({ menu: of, shortcut, label }) =>
            of === menu && shortcut ? [[shortcut, label] as const] : [],
          )
          return (
            <section key={menu}>
              <h3 className={classes.title}>{MENU_LABELS[menu]}</h3>
              <Rows rows={rows} />
            </section>
          )
        })}
      </div>
    </Modal>
  )
}
