import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, insertNewline } from '@codemirror/commands'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Extension, Prec } from '@codemirror/state'
import { EditorView, type KeyBinding, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Ctrl/Cmd+Enter runs the chain, also from within a text. */
const OWN_KEYS = defaultKeymap.filter((binding) => binding.key !== 'Mod-Enter')

const look = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--ergo-text)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    padding: '6px 0',
    caretColor: 'var(--ergo-text)',
  },
  '.cm-line': { padding: '0 8px', lineHeight: '20px' },
  '.cm-scroller': { maxHeight: '320px', overflow: 'auto' },
  '.cm-placeholder': { color: 'var(--ergo-muted)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--ergo-accent-soft) !important',
  },
  '.cm-cursor': { borderLeftColor: 'var(--ergo-text)' },
  '.cm-tooltip': {
    border: '1px solid var(--ergo-line)',
    borderRadius: '8px',
    backgroundColor: 'var(--ergo-raised)',
    color: 'var(--ergo-text)',
    boxShadow: 'var(--mantine-shadow-md)',
    overflow: 'hidden',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mantine-font-family-monospace)', maxHeight: '220px' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--ergo-accent-soft)',
    color: 'var(--ergo-text)',
  },
  '.cm-completionDetail': { color: 'var(--ergo-muted)', fontStyle: 'normal' },
  '.cm-completionInfo': {
    padding: '8px 12px',
    maxWidth: '280px',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '12px',
    lineHeight: '16px',
  },
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--ergo-transform-ink)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ergo-output-ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--ergo-data-input-ink)' },
  { tag: tags.comment, color: 'var(--ergo-muted)', fontStyle: 'italic' },
  { tag: tags.function(tags.variableName), color: 'var(--ergo-calculate-ink)' },
  { tag: tags.operator, color: 'var(--ergo-muted)' },
])

/** What every editor of the window has. */
export const basics: Extension = [
  history(),
  closeBrackets(),
  bracketMatching(),
  autocompletion({ icons: false }),
  syntaxHighlighting(colours),
  look,
  EditorView.lineWrapping,
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...OWN_KEYS]),
]

export const singleLine: readonly KeyBinding[] = [
  { key: 'Mod-Enter', run: () => false },
  { key: 'Shift-Enter', run: insertNewline },
]

/** The numbers of lines, for text of many. */
export const numbered: Extension = [
  lineNumbers(),
  Prec.highest(
    EditorView.theme({
      '.cm-gutters': {
        backgroundColor: 'var(--ergo-sunken)',
        color: 'var(--ergo-muted)',
        borderRight: '1px solid var(--ergo-line)',
      },
    }),
  ),
]
