import { Combobox, Modal, useCombobox } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { connect } from '../actions/verbs/connect.ts'
import { type Choice, choicesFor } from '../model/choices.ts'
import { factsOf } from '../model/facts.ts'
import { theCamera } from '../stores/camera.ts'
import { useConnector } from '../stores/connector.ts'
import { useDocument } from '../stores/document.ts'
import classes from './Connector.module.css'

function List({ nodeId, close }: { readonly nodeId: string; readonly close: () => void }) {
  const chain = useDocument((store) => store.chain)
  const [query, setQuery] = useState('')
  const combobox = useCombobox({ defaultOpened: true })
  const choices = useMemo(() => (chain ? choicesFor(chain, nodeId) : []), [chain, nodeId])
  const found = choices.filter((choice) => choice.label.toLowerCase().includes(query.toLowerCase()))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first option is chosen anew for every query
  useEffect(() => {
    combobox.selectFirstOption()
  }, [query])
  const option = (choice: Choice) => (
    <Combobox.Option key={choice.id} value={choice.id} disabled={choice.why !== null}>
      <span className={classes.label}>{choice.label}</span>
      {choice.why !== null && <span className={classes.why}>{choice.why}</span>}
    </Combobox.Option>
  )
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const choice = choices.find((one) => one.id === id)
        close()
        if (choice) connect(choice.from, choice.to)
      }}
    >
      <Combobox.Search
        data-autofocus
        aria-label="Search nodes to connect to"
        placeholder="Search nodes"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <Combobox.Options className={classes.options ?? ''} aria-label="Nodes to connect to">
        {found.map(option)}
        {found.length === 0 && <Combobox.Empty>There is no other node to connect to.</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  )
}

/** Connects a node without a pointer: every port it could be joined to, with the reason where it can't. */
export function Connector() {
  const nodeId = useConnector((connector) => connector.nodeId)
  const node = useDocument((store) => store.chain?.nodes.find((one) => one.id === nodeId))
  const close = (): void => {
    useConnector.setState({ nodeId: undefined })
    if (nodeId) requestAnimationFrame(() => theCamera()?.focus(nodeId))
  }
  return (
    <Modal
      opened={node !== undefined}
      onClose={close}
      title={node && `Connect ${factsOf(node).name} to …`}
      returnFocus={false}
    >
      {node && <List nodeId={node.id} close={close} />}
    </Modal>
  )
}
