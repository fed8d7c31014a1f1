import { isJsonList, isJsonRecord, type Json } from '../../base/json.ts'
import { errorIssue, type Issue, warningIssue } from '../../chain/issue.ts'
import type { Parameter } from '../../chain/schema.ts'
import { groupBy, type ValidationContext } from './context.ts'

/** Names that every expression has: a node of that id can't be called by it. */
const EXPRESSION_NAMES: ReadonlySet<string> = new Set(['inputs', 'value', 'params'])

/** Ids of nodes and edges, and names of parameters, stand for one thing each. */
export function checkNames({ chain, nodes }: ValidationContext): Issue[] {
  const issues: Issue[] = []
  if (nodes.length === 0)
    issues.push(warningIssue('empty_chain', 'The chain has no nodes: there is nothing to run.'))
  for (const [id, group] of groupBy(chain.nodes, (node) => node.id)) {
    if (group.length > 1) {
      issues.push(
        errorIssue(
          'duplicate_node',
          `${group.length} nodes have the id "${id}": give each an id of its own.`,
          { nodeId: id },
        ),
      )
    }
    if (EXPRESSION_NAMES.has(id)) {
      issues.push(
        warningIssue(
          'reserved_id',
          `The id "${id}" means something else in expressions: choose another to be able to use the node in them.`,
          { nodeId: id },
        ),
      )
    }
  }
  for (const [id, group] of groupBy(chain.edges, (edge) => edge.id)) {
    if (group.length > 1) {
      issues.push(
        errorIssue('duplicate_edge_id', `${group.length} connections have the id "${id}".`, { edgeId: id }),
      )
    }
  }
  for (const [name, group] of groupBy(chain.parameters, (parameter) => parameter.name)) {
    if (group.length > 1) {
      issues.push(
        errorIssue(
          'duplicate_parameter',
          `${group.length} parameters are called "${name}": rename all but one.`,
          {
            field: 'parameters',
          },
        ),
      )
    }
  }
  chain.parameters.forEach((parameter, index) => {
    if (parameter.default === undefined || fits(parameter.type, parameter.default)) return
    issues.push(
      errorIssue(
        'parameter_default',
        `The default of the parameter "${parameter.name}" is not ${WORDS[parameter.type]}.`,
        {
          field: `parameters.${index}.default`,
        },
      ),
    )
  })
  return issues
}

const WORDS: Record<Parameter['type'], string> = {
  text: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  list: 'a list',
  record: 'a record',
  file: 'the path of a file',
  any: 'a value',
}

/** Whether a value may be given for a parameter of this type. */
export function fits(type: Parameter['type'], value: Json): boolean {
  switch (type) {
    case 'text':
    case 'file':
      return typeof value === 'string'
    case 'number':
    case 'boolean':
      return typeof value === type
    case 'integer':
      return Number.isInteger(value)
    case 'list':
      return isJsonList(value)
    case 'record':
      return isJsonRecord(value)
    case 'any':
      return true
  }
}
