import { IconTable } from '@tabler/icons-react'
import { lazy } from 'react'
import { ExecutionId } from '#shared/base/ids.ts'
import { DataGrid } from '../data/DataGrid.tsx'
import { ALL_ROWS } from '../data/pages.ts'
import { TableView } from '../data/TableView.tsx'
import { useFullPreview } from '../results/useFullPreview.ts'
import { ValueView } from '../results/ValueView.tsx'
import { useShownChain } from '../stores/document.ts'
import { useRun } from '../stores/run.ts'
import { useOnlySelected } from '../stores/selection.ts'
import { Empty } from '../ui/Empty.tsx'
import classes from './DataTab.module.css'

const ChartView = lazy(() => import('../charts/ChartView.tsx'))

/** The selected node's result, large: a table by pages, anything else as it is. */
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
  const rows = preview.kind === 'table' ? preview.rowCount : undefined
  if (rows !== undefined) {
    return <TableView key={`${execution.data} ${id}`} at={at} name={node.name ?? id} />
  }
  if (preview.kind === 'chart') {
    return (
      <ChartView
        key={`${execution.data} ${id}`}
        at={at}
        chart={{ by: 'value' }}
        table={<DataGrid at={at} query={ALL_ROWS} />}
      />
    )
  }
  return (
    <div className={classes.value}>
      <ValueView preview={preview} />
    </div>
  )
}
