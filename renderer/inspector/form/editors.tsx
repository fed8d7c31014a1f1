import { useMemo } from 'react'
import { CodeEditor } from '../../editor/CodeEditor.tsx'
import { type EditorKind, languageFor } from '../../editor/languages.ts'
import { useFormScope } from './context.ts'
import { LiveValue } from './LiveValue.tsx'
import { type ControlProps, errorAt } from './types.ts'

function EditorControl(props: ControlProps & { readonly kind: EditorKind }) {
  const { id, field, value, path, errors, onChange, kind } = props
  const { readOnly, scope, evaluate } = useFormScope()
  const shown = value ?? field.default
  const text = typeof shown === 'string' ? shown : ''
  const extensions = useMemo(() => languageFor(kind, scope), [kind, scope])
  return (
    <>
      <CodeEditor
        id={id}
        label={field.meta.label}
        value={text}
        extensions={extensions}
        placeholder={field.meta.placeholder}
        readOnly={readOnly}
        invalid={errorAt(errors, path) !== undefined}
        oneLine={kind === 'expression'}
        onChange={onChange}
      />
      {evaluate && kind !== 'code' && <LiveValue text={text} kind={kind} evaluate={evaluate} />}
    </>
  )
}

export const ExpressionControl = (props: ControlProps) => <EditorControl {...props} kind="expression" />
export const TemplateControl = (props: ControlProps) => <EditorControl {...props} kind="template" />
export const SqlControl = (props: ControlProps) => <EditorControl {...props} kind="sql" />
export const CodeControl = (props: ControlProps) => <EditorControl {...props} kind="code" />
