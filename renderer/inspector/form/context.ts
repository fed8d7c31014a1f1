import { createContext, useContext } from 'react'
import type { Outputs } from '#shared/contract/index.ts'

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
  readonly evaluate:
    | ((
        text: string,
        kind: 'expression' | 'template' | 'sql',
        signal: AbortSignal,
      ) => Promise<Outputs['expressions']['evaluate']>)
    | undefined
}

export const FormContext = createContext<FormScope>({
  readOnly: false,
  inputs: [],
  scope: undefined,
  columns: [],
  evaluate: undefined,
})

export const useFormScope = (): FormScope => useContext(FormContext)
