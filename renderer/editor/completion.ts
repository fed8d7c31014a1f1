import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete'
import type { Parameter } from '#shared/chain/schema.ts'
import type { Outputs } from '#shared/contract/index.ts'
import { LIBRARY_FUNCTIONS, type LibraryFunction } from './library.ts'

type Scope = Outputs['expressions']['scope']
type Name = Scope['inputs'][number]

function about(fn: LibraryFunction): HTMLElement {
  const node = document.createElement('div')
  const call = node.appendChild(document.createElement('code'))
  call.textContent = fn.signature
  node.appendChild(document.createElement('p')).textContent = fn.summary
  if (fn.example) {
    const example = node.appendChild(document.createElement('code'))
    example.textContent = `${fn.example.expression} → ${JSON.stringify(fn.example.gives)}`
  }
  return node
}

const FUNCTIONS: readonly Completion[] = LIBRARY_FUNCTIONS.map((fn) => ({
  label: fn.name,
  type: 'function',
  detail: fn.category,
  apply: `${fn.name}(`,
  info: () => about(fn),
  boost: -1,
}))

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

const ofName = ({ name, type }: { readonly name: string; readonly type: string }): Completion => ({
  label: name,
  type: 'variable',
  detail: type,
  boost: 1,
})

/** A member after a dot: one whose name is no identifier is written in brackets. */
function ofMember(member: Name['members'][number]): Completion {
  if (IDENTIFIER.test(member.name)) return { label: member.name, type: 'property', detail: member.type }
  return {
    label: member.name,
    type: 'property',
    detail: member.type,
    apply: (view, _completion, from, to) =>
      view.dispatch({ changes: { from: from - 1, to, insert: `[${JSON.stringify(member.name)}]` } }),
  }
}

/** The name before a dot, e.g. `mass` in `mass.va|`; `inputs.mass` is `mass` too. */
const BEFORE_DOT = /(?:inputs\.)?([\p{ID_Start}$_][\p{ID_Continue}$]*)(?:\[\d+\])?\.([\p{ID_Continue}$]*)$/u

/** Completes inputs, their fields and columns, parameters and the function library in an expression. */
export function expressionCompletion(scope: Scope | undefined, more: readonly Name[] = []): CompletionSource {
  const inputs = [...(scope?.inputs ?? []), ...more]
  const first = inputs[0]
  const value: Name = { name: 'value', type: first?.type ?? 'the first input', members: first?.members ?? [] }
  const own = (name: string): readonly Completion[] => {
    if (name === 'inputs') return inputs.map(ofName)
    if (name === 'params') return (scope?.params ?? []).map(ofName)
    return ([value, ...inputs].find((one) => one.name === name)?.members ?? []).map(ofMember)
  }
  const top = [
    ...inputs.map(ofName),
    ofName(value),
    ofName({ name: 'inputs', type: 'all inputs' }),
    ofName({ name: 'params', type: "the run's inputs" }),
    ...FUNCTIONS,
  ]
  return (context: CompletionContext): CompletionResult | null => {
    const dotted = context.matchBefore(BEFORE_DOT)
    const parts = dotted && BEFORE_DOT.exec(dotted.text)
    if (parts) {
      const options = own(parts[1] ?? '')
      return options.length > 0 ? { from: context.pos - (parts[2] ?? '').length, options } : null
    }
    const word = context.matchBefore(/[\p{ID_Continue}$]*$/u)
    if (!word || (word.from === word.to && !context.explicit)) return null
    return { from: word.from, options: top, validFor: /^[\p{ID_Continue}$]*$/u }
  }
}

/** Completes a script's parameters, `log` and the function library. */
export function scriptCompletion(parameters: readonly Pick<Parameter, 'name' | 'type'>[]): CompletionSource {
  const log: Completion = { label: 'log', type: 'function', detail: 'to the log', apply: 'log(', boost: 1 }
  const options = [...parameters.map(ofName), log, ...FUNCTIONS]
  return (context) => {
    const word = context.matchBefore(/[\p{ID_Continue}$.]*$/u)
    if (!word || word.text.includes('.') || (word.from === word.to && !context.explicit)) return null
    return { from: word.from, options, validFor: /^[\p{ID_Continue}$]*$/u }
  }
}
