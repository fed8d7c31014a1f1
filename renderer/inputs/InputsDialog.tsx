import { Modal } from '@mantine/core'
import { useDocument } from '../stores/document.ts'
import { usePassing } from '../stores/passing.ts'
import { InputsForm } from './InputsForm.tsx'

/** What the next run is given. */
export function InputsDialog() {
  const open = usePassing((passing) => passing.inputsOpen)
  const id = useDocument((store) => store.id)
  const close = (): void => usePassing.setState({ inputsOpen: false })
  return (
    <Modal opened={open && id !== undefined} onClose={close} title="Inputs of the run" size="md">
      {id !== undefined && <InputsForm key={id} chainId={id} close={close} />}
    </Modal>
  )
}
