import type { JsonRecord } from '../../base/json.ts'
import type { Settings } from './settings.ts'
import type { LabNode } from './source.ts'

/** An input as a node's settings call it, and the node of ours that it comes from. */
export interface NamedInput {
  readonly name: string
  readonly id: string
  /** A condition hands its input on here; there it gave a verdict. */
  readonly isCondition: boolean
}

/** What a converter sees of a node. */
export interface Context {
  readonly node: LabNode
  readonly settings: Settings
  readonly inputs: readonly NamedInput[]
  /** Says what the person should know about the result. */
  warn(code: string, message: string): void
}

/** A node as it is here. */
export interface Converted {
  readonly operation: string
  readonly config: JsonRecord
  /** Which inputs are connected: the predecessor's transforms look at the first alone, its data inputs at none. */
  readonly takes: 'all' | 'first' | 'none'
}

export type Converter = (context: Context) => Converted

/** The id of ours for a name in the settings, where it is an input. */
export function inputId(context: Context, name: string): string | undefined {
  return context.inputs.find((input) => input.name === name)?.id
}

/**
 * A text of the predecessor where ours would fill in expressions: what reads as the beginning of one is made an
 * expression that gives just that.
 */
export function verbatim(text: string): string {
  return text.replaceAll('{{', '{{"{{"}}')
}

/** {@link verbatim} for all texts within a value. Keys are never filled in. */
export function verbatimJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? verbatim(part) : part,
  )
}
