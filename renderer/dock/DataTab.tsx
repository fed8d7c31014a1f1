import { IconTable } from '@tabler/icons-react'
import { ExecutionId } from '#shared/base/ids.ts'
import { ResultView } from '../data/ResultView.tsx'
import { useFullPreview } from '../results/useFullPreview.ts'
import { useShownChain } from '../stores/document.ts'
import { useRun } from '../stores/run.ts'
import { useOnlySelected } from '../stores/selection.ts'
import { Empty } from '../ui/Empty.tsx'

/** The selected node's result, large: a table by pages, a chart, a tree, anything else as it is. */
export default function DataTab() {
  const id = useOnlySelected() ?? ''
  const node = useShownChain()?.nodes.find((one) => one.id === id)
  const preview = useFullPreview(id)
  const execution = ExecutionId.safeParse(useRun((store) => store.shown?.executionId))
  if (!node || !preview || !execution.success) {
    return (
      <Empty icon={IconTable} title={node ? 'No result to show' : 'Select a node to see its data'}>
        {node
          ? `${node.name ?? node.id} has no result in this run.`
          : 'Tables are shown by pages, from disk.'}
      </Empty>
    )
  }
  const at = { executionId: execution.data, nodeId: id }
  return (
    <ResultView key={`${execution.data} ${id} ${node.operation}`} at={at} node={node} preview={preview} />
  )
}
