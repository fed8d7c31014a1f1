import { javascript } from '@codemirror/lang-javascript'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState, Prec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { styleNonce } from '../ui/nonce.ts'
import classes from './DiffView.module.css'
import { basics, numbered } from './extensions.ts'

const look = Prec.highest(
  EditorView.theme({
    '&': { maxHeight: 'inherit' },
    '.cm-scroller': { maxHeight: 'none' },
    '.cm-changedLine': {
      backgroundColor: 'color-mix(in srgb, var(--ergo-good) 12%, transparent) !important',
    },
    '.cm-deletedChunk': {
      paddingLeft: '8px',
      backgroundColor: 'color-mix(in srgb, var(--ergo-bad) 10%, transparent)',
      lineHeight: '20px',
    },
    '.cm-changedText, .cm-deletedText': { background: 'none', textDecoration: 'underline' },
    '.cm-collapsedLines': {
      background: 'var(--ergo-sunken)',
      color: 'var(--ergo-muted)',
      fontFamily: 'var(--mantine-font-family)',
    },
  }),
)

interface DiffViewProps {
  readonly before: string
  readonly after: string
  readonly label: string
}

/** What became of a text: lines taken away and put in, among those around them. */
export function DiffView({ before, after, label }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const editor = new EditorView({
      ...(host.current ? { parent: host.current } : {}),
      state: EditorState.create({
        doc: after,
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          basics,
          javascript(),
          numbered,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            gutter: true,
            collapseUnchanged: { margin: 3, minSize: 6 },
          }),
          look,
        ],
      }),
    })
    return () => editor.destroy()
  }, [before, after, label])
  return <div ref={host} className={classes.diff} />
}
