import { javascript, javascriptLanguage } from '@codemirror/lang-javascript'
import { type Diagnostic, linter, lintGutter } from '@codemirror/lint'
import { type Extension, Prec } from '@codemirror/state'
import { EditorView, highlightActiveLine, keymap } from '@codemirror/view'
import type { Parameter } from '#shared/chain/schema.ts'
import { api } from '../api.ts'
import { scriptCompletion } from './completion.ts'
import { numbered } from './extensions.ts'

/** Fills its place, with the numbers of the lines that errors speak of. */
export const wholePage: Extension = [
  numbered,
  highlightActiveLine(),
  Prec.highest(
    EditorView.theme({
      '&': { height: '100%' },
      '.cm-scroller': { maxHeight: 'none' },
      '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ergo-hover) 50%, transparent)' },
      '.cm-activeLineGutter': { backgroundColor: 'var(--ergo-hover)' },
      '.cm-gutter-lint': { width: '16px' },
      '.cm-gutter-lint .cm-gutterElement': { display: 'flex', alignItems: 'center', height: '20px' },
      '.cm-lint-marker': { width: '12px', height: '12px' },
      '.cm-tooltip-lint': { padding: '4px 8px', fontSize: '12px' },
      '.cm-diagnostic': { borderLeft: 'none', padding: '2px 0', fontFamily: 'var(--mantine-font-family)' },
    }),
  ),
]

/** The app knows best what will run: it parses the text as the sandbox does, and knows every name. */
function lint(names: readonly string[]): Extension {
  return linter(
    async (view): Promise<Diagnostic[]> => {
      const { doc } = view.state
      const problems = await api.scripts.check({ code: doc.toString(), names: [...names] }).catch(() => [])
      return problems.map(({ message, line = 1, column = 1, length }) => {
        const at = doc.line(Math.min(line, doc.lines))
        const from = Math.min(at.from + column - 1, at.to)
        const to = length === undefined ? at.to : Math.min(from + length, at.to)
        return { from, to: Math.max(from, to), severity: 'error', message }
      })
    },
    { delay: 400 },
  )
}

/** As a key's command: it is never left to anybody else. */
const done = (act: () => void) => (): boolean => {
  act()
  return true
}

/** The language of a script with these parameters: completion, marks where it can't run, Ctrl/Cmd+S to save. */
export const scriptLanguage = (
  parameters: readonly Pick<Parameter, 'name' | 'type'>[],
  keys: { readonly save: () => void; readonly run: () => void },
): Extension => [
  javascript(),
  javascriptLanguage.data.of({ autocomplete: scriptCompletion(parameters) }),
  lint(parameters.map(({ name }) => name)),
  lintGutter(),
  wholePage,
  Prec.high(
    keymap.of([
      { key: 'Mod-s', run: done(keys.save) },
      { key: 'Mod-Enter', run: done(keys.run) },
    ]),
  ),
]
