import { notifications } from '@mantine/notifications'
import type { Position } from '#shared/chain/schema.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { formOf } from '#shared/operation/form.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import { errorOf } from '../../api.ts'
import { upload } from '../../files/upload.ts'
import { addParts } from '../../model/edits.ts'
import { newNode } from '../../model/newNode.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'
import { formatCount } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { importChain, looksLikeChain } from './importChain.ts'
import { looksLikeRun, takeRunFile } from './portableRuns.ts'

const GAP = 112

/** The operation that reads a file, and the key of its config that takes the path. */
function reader(): { spec: OperationSpec; key: string } | undefined {
  for (const spec of ALL_SPECS) {
    if (spec.type !== 'DATA_INPUT' || !spec.reads) continue
    const field = formOf(spec).find((one) => one.meta.widget === 'path')
    if (field) return { spec, key: field.key }
  }
  return undefined
}

async function keep(file: File): Promise<string | undefined> {
  const id = `upload ${file.name}`
  const say = (share: number): string =>
    notifications.show({
      id,
      message: `Reading ${file.name} … ${formatCount(share * 100)} %`,
      loading: true,
      autoClose: false,
    })
  try {
    say(0)
    return await upload(file, (share) =>
      notifications.update({
        id,
        message: `Reading ${file.name} … ${formatCount(share * 100)} %`,
        loading: true,
      }),
    )
  } catch (thrown) {
    toast(`${file.name} could not be taken: ${errorOf(thrown).message}`, 'bad')
    return undefined
  } finally {
    notifications.hide(id)
  }
}

/** Files dropped on the canvas: a chain or a run is opened, any other becomes a node that reads it. */
export async function dropFiles(files: readonly File[], at: Position): Promise<void> {
  const reads = reader()
  let y = at.y
  for (const file of files) {
    if (looksLikeRun(file.name)) {
      await takeRunFile(file)
      return
    }
    if (await looksLikeChain(file)) {
      await importChain(file)
      return
    }
    const path = await keep(file)
    const { chain, edit } = useDocument.getState()
    if (path === undefined || !chain || !reads) continue
    const node = {
      ...newNode(chain, reads.spec, { x: at.x, y }),
      name: file.name,
      config: { [reads.key]: path },
    }
    edit(`Add ${file.name}`, addParts(chain, { nodes: [node] }))
    useSelection.getState().select([node.id])
    y += GAP
  }
}
