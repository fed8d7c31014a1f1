import { isJsonList, isRecord, type Json, type JsonRecord } from '../../base/json.ts'
import { errorIssue, type Issue } from '../../chain/issue.ts'
import { formOf } from '../form.ts'
import { type FieldSpec, isShown, type Shape } from '../form-fields.ts'
import type { ValidationContext } from './context.ts'

/** What a node can't run without is given: a file's path, the columns of a condition. */
export function checkNeeded({ nodes }: ValidationContext): Issue[] {
  return nodes.flatMap(({ node, spec, config }) => {
    if (!spec || !config.ok) return []
    const fields = formOf(spec)
    if (!asks(fields) || !isRecord(config.value)) return []
    return [...emptyIn(fields, config.value as JsonRecord, [])].map(({ path, label }) =>
      errorIssue('setting_empty', `"${label}" is empty: it is needed.`, {
        nodeId: node.id,
        field: path.join('.'),
      }),
    )
  })
}

interface Empty {
  readonly path: readonly string[]
  readonly label: string
}

function* emptyIn(
  fields: readonly FieldSpec[],
  config: JsonRecord,
  path: readonly string[],
): Generator<Empty> {
  for (const field of fields) {
    if (!isShown(field, fields, config)) continue
    const value = config[field.key]
    const at = [...path, field.key]
    if (field.meta.needed && isEmpty(value)) yield { path: at, label: field.meta.label }
    else if (field.shape.kind === 'list' && isJsonList(value))
      yield* emptyInItems(field.shape.item, value, at)
  }
}

function* emptyInItems(item: Shape, values: readonly Json[], path: readonly string[]): Generator<Empty> {
  if (item.kind !== 'object') return
  for (const [i, value] of values.entries()) {
    if (isRecord(value)) yield* emptyIn(item.fields, value, [...path, String(i)])
  }
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (isJsonList(value) && value.length === 0)

/** Whether anything of a form is needed; most forms ask for nothing, and a chain may have very many nodes. */
function asks(fields: readonly FieldSpec[]): boolean {
  const known = asking.get(fields)
  if (known !== undefined) return known
  const found = fields.some(
    ({ meta, shape }) =>
      meta.needed || (shape.kind === 'list' && shape.item.kind === 'object' && asks(shape.item.fields)),
  )
  asking.set(fields, found)
  return found
}

const asking = new WeakMap<readonly FieldSpec[], boolean>()
