import type { ComponentType } from 'react'
import type { FieldMeta } from '#shared/operation/field.ts'
import { CodeControl, ExpressionControl, SqlControl, TemplateControl } from './editors.tsx'
import { JsonControl } from './JsonControl.tsx'
import { ListControl } from './ListControl.tsx'
import { ColumnControl, ColumnsControl, InputControl, InputsControl } from './names.tsx'
import { OperandControl } from './OperandControl.tsx'
import { PathControl, SavePathControl } from './PathControl.tsx'
import { RecordControl } from './RecordControl.tsx'
import { ScriptArgumentsControl } from './ScriptArgumentsControl.tsx'
import { ScriptControl } from './ScriptControl.tsx'
import { ScriptVersionControl } from './ScriptVersionControl.tsx'
import { BooleanControl, EnumControl, MultilineControl, NumberControl, TextControl } from './scalars.tsx'
import { ObjectControl, UnionControl, VariantsControl } from './structures.tsx'
import type { ControlProps } from './types.ts'

/** Controls that a field asks for by name; any other is chosen by the shape of its value. */
const WIDGETS: Readonly<Partial<Record<NonNullable<FieldMeta['widget']>, ComponentType<ControlProps>>>> = {
  multiline: MultilineControl,
  expression: ExpressionControl,
  template: TemplateControl,
  sql: SqlControl,
  code: CodeControl,
  json: JsonControl,
  column: ColumnControl,
  columns: ColumnsControl,
  input: InputControl,
  inputs: InputsControl,
  operand: OperandControl,
  path: PathControl,
  savePath: SavePathControl,
  script: ScriptControl,
  scriptVersion: ScriptVersionControl,
  scriptArguments: ScriptArgumentsControl,
}

const OF_LISTS: ReadonlySet<FieldMeta['widget']> = new Set(['columns', 'inputs', 'json'])

export function Control(props: ControlProps) {
  const { shape, field } = props
  const { widget } = field.meta
  // In a list, a widget that takes one value edits each item.
  const Widget = widget && (shape.kind !== 'list' || OF_LISTS.has(widget)) ? WIDGETS[widget] : undefined
  if (Widget) return <Widget {...props} />
  switch (shape.kind) {
    case 'text':
      return <TextControl {...props} />
    case 'number':
    case 'integer':
      return <NumberControl {...props} shape={shape} />
    case 'boolean':
      return <BooleanControl {...props} />
    case 'enum':
      return <EnumControl {...props} shape={shape} />
    case 'list':
      return <ListControl {...props} shape={shape} />
    case 'record':
      return <RecordControl {...props} shape={shape} />
    case 'object':
      return <ObjectControl {...props} shape={shape} />
    case 'variants':
      return <VariantsControl {...props} shape={shape} />
    case 'union':
      return <UnionControl {...props} shape={shape} />
    case 'nothing':
    case 'json':
      return <JsonControl {...props} />
  }
}
