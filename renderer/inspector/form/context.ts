import { createContext, useContext } from 'react'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Outputs } from '#shared/contract/index.ts'
import type { ScriptKeys } from '#shared/operation/script-use.ts'

export interface Evaluator {
  /** All that a value depends on beside its text, as plain values: the chain, what feeds the node, the run, its inputs. */
  readonly key: readonly unknown[]
  ask(
    text: string,
    kind: 'expression' | 'template' | 'sql',
    signal: AbortSignal,
  ): Promise<Outputs['expressions']['evaluate']>
}

/** What the fields of a form may know of the node around them. */
export interface FormScope {
  readonly readOnly: boolean
  /** Nodes that feed this one, for fields that take an input. */
  readonly inputs: readonly { readonly id: string; readonly name: string }[]
  /** What the inputs offered in the last run: fields and columns, for completion and choice. */
  readonly scope: Outputs['expressions']['scope'] | undefined
  /** The names of columns (and fields) of all inputs. */
  readonly columns: readonly string[]
  /** The value of an expression on the last run's data; undefined where there is no node to ask for. */
  readonly evaluate: Evaluator | undefined
  /** The whole config, for a control that sets more than its own key. */
  readonly config: JsonRecord
  readonly configure: (config: JsonRecord) => void
  /** The config keys by which the operation runs scripts; null where it runs none. */
  readonly scriptKeys: ScriptKeys | null
}

export const FormContext = createContext<FormScope>({
  readOnly: false,
  inputs: [],
  scope: undefined,
  columns: [],
  evaluate: undefined,
  config: {},
  configure: () => {},
  scriptKeys: null,
})

export const useFormScope = (): FormScope => useContext(FormContext)
