import { isJsonRecord } from '../../base/json.ts'
import { type Issue, warningIssue } from '../../chain/issue.ts'
import type { ChainNode, NodeType } from '../../chain/schema.ts'
import { convertCalculate } from './calculate.ts'
import { convertCondition } from './condition.ts'
import type { Converter, NamedInput } from './convert.ts'
import { convertDataInput } from './data-input.ts'
import { convertOutput } from './output.ts'
import { policyOf } from './policy.ts'
import { NotCarried, notCarried, Settings } from './settings.ts'
import type { LabNode } from './source.ts'
import { convertTransform } from './transform.ts'

const CONVERTERS: Record<NodeType, Converter> = {
  DATA_INPUT: convertDataInput,
  TRANSFORM: convertTransform,
  CALCULATE: convertCalculate,
  CONDITION: convertCondition,
  OUTPUT: convertOutput,
}

/** Which setting of each type says what a node does: a placeholder is called by it. */
const KIND: Record<NodeType, string> = {
  DATA_INPUT: 'source_type',
  TRANSFORM: 'transform_type',
  CALCULATE: 'operation_type',
  CONDITION: 'condition_type',
  OUTPUT: 'output_type',
}

/** Keys of a node that are read elsewhere. `outputs` only repeats what the type says. */
const NODE_KEYS: ReadonlySet<string> = new Set([
  ...['node_id', 'node_type', 'name', 'description', 'config', 'inputs', 'outputs'],
  ...['timeout', 'retry_count', 'retry_delay_seconds', 'retry_backoff_factor', 'cache_key'],
])

export interface ConvertedNode {
  readonly node: ChainNode
  readonly takes: 'all' | 'first' | 'none'
  readonly issues: readonly Issue[]
}

/** A node of the predecessor as one of ours, or a placeholder with the reason and its `text`. */
export function convertNode(lab: LabNode, inputs: readonly NamedInput[], text: string): ConvertedNode {
  const issues: Issue[] = []
  const warn = (code: string, message: string): void => {
    issues.push(warningIssue(code, `"${lab.id}": ${message}`, { nodeId: lab.id }))
  }
  try {
    const type =
      lab.type ?? notCarried(`LabFlow has no node type ${JSON.stringify(lab.raw.node_type ?? null)}.`)
    const { config: written = {} } = lab.raw
    if (written !== null && !isJsonRecord(written)) notCarried('Its "config" is not a record.')
    const settings = new Settings(written ?? {})
    const { operation, config, takes } = CONVERTERS[type]({ node: lab, settings, inputs, warn })
    const policy = policyOf(lab.raw, warn)
    if (takes === 'none' && inputs.length > 0) {
      warn('inputs_unused', 'A data input takes nothing in, so its inputs are not connected.')
    }
    const left = [...settings.unasked(), ...Object.keys(lab.raw).filter((key) => !NODE_KEYS.has(key))]
    if (left.length > 0) {
      warn('settings_unused', `LabFlow does not use ${left.map((key) => `"${key}"`).join(', ')}: left out.`)
    }
    const node = {
      ...commonOf(lab),
      type,
      operation,
      config,
      ...(Object.keys(policy).length > 0 ? { policy } : {}),
    }
    return { node, takes, issues }
  } catch (thrown) {
    if (!(thrown instanceof NotCarried)) throw thrown
    return placeholderFor(lab, thrown.message, text)
  }
}

/** What stands for a node that can't be carried over. Nothing else is said of it. */
export function placeholderFor(lab: LabNode, reason: string, text: string): ConvertedNode {
  const placeholder = { reason, text, format: 'labflow' as const }
  return { node: { ...commonOf(lab), ...kindOf(lab), placeholder }, takes: 'all', issues: [] }
}

function commonOf(lab: LabNode): Pick<ChainNode, 'id' | 'name' | 'extra'> {
  const { description } = lab.raw
  return {
    id: lab.id,
    ...(lab.name === undefined || lab.name === lab.id ? {} : { name: lab.name }),
    // Ours has no description of a node: it is kept beside.
    ...(typeof description === 'string' && description !== '' ? { extra: { description } } : {}),
  }
}

function kindOf(lab: LabNode): Pick<ChainNode, 'type' | 'operation' | 'config'> {
  const config = isJsonRecord(lab.raw.config) ? lab.raw.config : {}
  const kind = lab.type ? config[KIND[lab.type]] : lab.raw.node_type
  const operation = typeof kind === 'string' && kind !== '' ? kind.slice(0, 200) : 'unknown'
  return { type: lab.type ?? 'TRANSFORM', operation, config }
}
