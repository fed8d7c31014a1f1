import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { styleNonce } from '../ui/nonce.ts'
import classes from './CodeEditor.module.css'
import { basics, singleLine } from './extensions.ts'

export interface CodeEditorProps {
  readonly id?: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Language, completion, lint: rebuilt when the object changes. */
  readonly extensions: Extension
  readonly label: string
  readonly placeholder?: string | undefined
  readonly readOnly?: boolean
  readonly invalid?: boolean
  /** Enter does not make a new line (Shift+Enter does). */
  readonly oneLine?: boolean
  /** Where to go now, from 1: each new object moves the cursor there. */
  readonly place?: { readonly line: number; readonly column: number } | undefined
}

/** A text editor for code, as a field of a form. Tab leaves it: it is no trap for the keyboard. */
export function CodeEditor(props: CodeEditorProps) {
  const { id, value, extensions, label, readOnly = false, invalid = false, oneLine = false } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const changeable = useRef(new Compartment())
  const onChange = useRef(props.onChange)
  onChange.current = props.onChange
  const first = useRef({ value, label, id, oneLine, placeholder: props.placeholder })

  useEffect(() => {
    const { value: doc, oneLine: line, placeholder: hint, ...attributes } = first.current
    const editor = new EditorView({
      ...(host.current ? { parent: host.current } : {}),
      state: EditorState.create({
        doc,
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          basics,
          line ? Prec.high(keymap.of(singleLine)) : [],
          hint ? placeholder(hint) : [],
          EditorView.contentAttributes.of({
            'aria-label': attributes.label,
            // What scrolls says that the keyboard can reach it.
            tabindex: '0',
            ...(attributes.id ? { id: attributes.id } : {}),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange.current(update.state.doc.toString())
          }),
          changeable.current.of([]),
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    view.current?.dispatch({
      effects: changeable.current.reconfigure([extensions, EditorState.readOnly.of(readOnly)]),
    })
  }, [extensions, readOnly])

  // A value from elsewhere (undo, another node) replaces the text; one's own typing comes back unchanged.
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const now = editor.state.doc.toString()
    if (now !== value) editor.dispatch({ changes: { from: 0, to: now.length, insert: value } })
  }, [value])

  const { place } = props
  useEffect(() => {
    const editor = view.current
    if (!editor || !place) return
    const line = editor.state.doc.line(Math.min(Math.max(1, place.line), editor.state.doc.lines))
    const anchor = Math.min(line.from + Math.max(0, place.column - 1), line.to)
    editor.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    editor.focus()
  }, [place])

  return <div ref={host} className={classes.editor} data-invalid={invalid || undefined} />
}
