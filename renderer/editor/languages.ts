import { autocompletion } from '@codemirror/autocomplete'
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript'
import { type SQLNamespace, sql } from '@codemirror/lang-sql'
import type { Extension } from '@codemirror/state'
import type { Outputs } from '#shared/contract/index.ts'
import { expressionCompletion } from './completion.ts'
import { sqlDialect } from './sql.ts'

type Scope = Outputs['expressions']['scope'] | undefined

export type EditorKind = 'expression' | 'template' | 'sql' | 'code'

/** Inputs as tables with their columns, for completion in SQL. */
const tablesOf = (scope: Scope): SQLNamespace =>
  Object.fromEntries(
    (scope?.inputs ?? []).map((input) => [input.name, input.members.map(({ name }) => name)]),
  )

/** An editor's language and what it completes from the last run. */
export function languageFor(kind: EditorKind, scope: Scope): Extension {
  if (kind === 'sql') return sql({ dialect: sqlDialect, schema: tablesOf(scope) })
  const complete = expressionCompletion(scope)
  if (kind === 'template') {
    // Only between {{ and }}: the rest is text.
    const inside = autocompletion({
      icons: false,
      override: [
        (context) => {
          const before = context.state.sliceDoc(0, context.pos)
          return before.lastIndexOf('{{') > before.lastIndexOf('}}') ? complete(context) : null
        },
      ],
    })
    return inside
  }
  return [javascript(), javascriptLanguage.data.of({ autocomplete: complete })]
}
