import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { changeId } from '../actions/verbs/changeId.ts'
import { takenIds } from '../model/ids.ts'
import { useDocument } from '../stores/document.ts'
import classes from './NodeIdButton.module.css'

/** Why an id can't be taken; undefined where it can. */
function faultOf(id: string, own: string): string | undefined {
  const { chain } = useDocument.getState()
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(id)) return 'Letters, digits and _ only, a letter first.'
  return id !== own && chain && takenIds(chain).has(id) ? 'Another node has this id.' : undefined
}

/** The id of a node, which is its name in expressions; to be changed in a small form of its own. */
export function NodeIdButton({ id, readOnly }: { readonly id: string; readonly readOnly: boolean }) {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(id)
  const fault = faultOf(draft, id)
  const change = (): void => {
    if (fault) return
    setOpen(false)
    if (draft === id) return
    void changeId(id, draft)
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      trapFocus
      withArrow={false}
      shadow="md"
      position="bottom-end"
      width={264}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.id}
          disabled={readOnly}
          title="The node's name in expressions"
          aria-label={`Id ${id}, change`}
          onClick={() => {
            setDraft(id)
            setOpen(!open)
          }}
        >
          {id}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            change()
          }}
        >
          <TextInput
            label="Name in expressions"
            description="Wires, expressions and SQL that use it follow."
            data-autofocus
            value={draft}
            error={fault}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <Button type="submit" mt="sm" fullWidth disabled={fault !== undefined}>
            Change
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
