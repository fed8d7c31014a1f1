import { Combobox, useCombobox } from '@mantine/core'
import { useClickOutside } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { addOperation } from '../actions/verbs/addOperation.ts'
import { byType, searchOperations } from '../model/operations.ts'
import { theCamera } from '../stores/camera.ts'
import { type PickerRequest, usePicker } from '../stores/picker.ts'
import { OperationIcon } from '../ui/OperationIcon.tsx'
import { TYPE_WORDS } from '../ui/types.ts'
import classes from './QuickPicker.module.css'

const WIDTH = 320
const HEIGHT = 360

/** Near the pointer, and wholly in the window. */
const placeOf = ({ x, y }: PickerRequest['at']): { left: number; top: number } => ({
  left: Math.max(8, Math.min(x, window.innerWidth - WIDTH - 8)),
  top: Math.max(8, Math.min(y, window.innerHeight - HEIGHT - 8)),
})

function Picker({ request }: { readonly request: PickerRequest }) {
  const close = usePicker((picker) => picker.close)
  const [query, setQuery] = useState('')
  const combobox = useCombobox({ defaultOpened: true })
  const outside = useClickOutside<HTMLDivElement>(close)
  const before = useRef(document.activeElement)
  const dismiss = (): void => {
    close()
    if (before.current instanceof HTMLElement) before.current.focus()
  }
  const found = searchOperations(query, request.wire)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first option is chosen anew for every query
  useEffect(() => {
    combobox.selectFirstOption()
  }, [query])
  const groups = query ? [{ type: undefined, specs: found }] : byType(found)
  return (
    <div
      ref={outside}
      className={classes.picker}
      style={placeOf(request.at)}
      role="dialog"
      aria-label="Add a node"
    >
      <Combobox
        store={combobox}
        onOptionSubmit={(chosen) => {
          const spec = found.find((one) => one.id === chosen)
          close()
          const id = spec && addOperation(spec, request)
          if (id !== undefined) theCamera()?.focus(id)
        }}
      >
        <Combobox.Search
          data-autofocus
          autoFocus
          aria-label="Search operations"
          placeholder={request.wire ? 'Operations that fit here' : 'Search operations'}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && dismiss()}
        />
        <Combobox.Options className={classes.options ?? ''} aria-label="Operations">
          {groups.map(({ type, specs }) => {
            const options = specs.map((spec) => (
              <Combobox.Option key={spec.id} value={spec.id} className={classes.option ?? ''}>
                <OperationIcon icon={spec.icon} type={spec.type} size={28} />
                <span className={classes.words}>
                  <span className={classes.title}>{spec.title}</span>
                  <span className={classes.summary}>{spec.summary}</span>
                </span>
              </Combobox.Option>
            ))
            return type ? (
              <Combobox.Group key={type} label={TYPE_WORDS[type].title}>
                {options}
              </Combobox.Group>
            ) : (
              options
            )
          })}
          {found.length === 0 && <Combobox.Empty>No operation fits “{query}”.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox>
    </div>
  )
}

/** Searches operations where the pointer is; Enter adds the node. */
export function QuickPicker() {
  const request = usePicker((picker) => picker.request)
  return request && <Picker key={`${request.at.x},${request.at.y}`} request={request} />
}
