import { z } from 'zod'
import { faultsOf, pathText } from '../../base/requirement.ts'
import { errorIssue, type Issue, warningIssue } from '../../chain/issue.ts'
import { operationIdOf } from '../../chain/schema.ts'
import type { CheckedNode, ValidationContext } from './context.ts'

/** Every node has an operation that is here, and a config that its schema takes. */
export function checkConfigs({ nodes }: ValidationContext): Issue[] {
  return nodes.flatMap((checked) => {
    const { node, title, spec, config } = checked
    const nodeId = node.id
    if (node.placeholder) {
      return [
        errorIssue('placeholder', `${title} can't be used here. ${node.placeholder.reason}`, { nodeId }),
      ]
    }
    if (!spec) {
      const message = `${title} uses the operation "${operationIdOf(node)}", which this version of Ergo does not have.`
      return [errorIssue('unknown_operation', message, { nodeId })]
    }
    if ((node.operationVersion ?? 1) > spec.version) {
      const message = `${title} needs version ${node.operationVersion} of "${spec.title}"; here is version ${spec.version}.`
      return [errorIssue('operation_too_old', message, { nodeId })]
    }
    return [...(config.ok ? [] : configFaults(checked, config.error)), ...unknownFields(checked)]
  })
}

function configFaults({ node, spec }: CheckedNode, error: unknown): Issue[] {
  if (!spec || !(error instanceof z.ZodError)) return []
  const nameOf = (path: readonly PropertyKey[]): string => fieldName(spec.config, path)
  return faultsOf(error, node.config, nameOf).map(({ path, message }) =>
    errorIssue('bad_config', message, { nodeId: node.id, field: path.map(String).join('.') }),
  )
}

/** The record that a config is; a step before it that fills something in does not change what keys there are. */
function recordOf(schema: z.core.$ZodType): z.ZodObject | undefined {
  let at = schema
  while (at instanceof z.ZodPipe) at = at.out
  return at instanceof z.ZodObject ? at : undefined
}

/** A config key by the label of its form field, and what lies within it by its path. */
function fieldName(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const [key, ...rest] = path
  if (key === undefined) return 'The config'
  const label = labelOf(recordOf(schema)?.shape[String(key)])
  if (label === undefined) return `"${pathText(path)}"`
  return rest.length > 0 ? `"${label}" (${pathText(path)})` : `"${label}"`
}

function labelOf(schema: unknown): string | undefined {
  const label = schema instanceof z.ZodType ? schema.meta()?.label : undefined
  return typeof label === 'string' ? label : undefined
}

/** Keys that a plain record schema would leave out unseen: a misspelt key must not pass for a default. */
function unknownFields({ node, title, spec }: CheckedNode): Issue[] {
  const shape = spec && recordOf(spec.config)?.shape
  if (!shape) return []
  return Object.keys(node.config)
    .filter((key) => !Object.hasOwn(shape, key))
    .map((key) =>
      warningIssue(
        'unknown_field',
        `${title} has a setting "${key}" that "${spec.title}" does not have: it is not used.`,
        {
          nodeId: node.id,
          field: key,
        },
      ),
    )
}
