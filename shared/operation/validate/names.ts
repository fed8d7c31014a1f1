import { errorIssue, type Issue, warningIssue } from '../../chain/issue.ts'
import { checkInput } from '../../chain/parameter.ts'
import { EXPRESSION_NAMES } from '../expression.ts'
import { groupBy, type ValidationContext } from './context.ts'

const RESERVED: ReadonlySet<string> = new Set(EXPRESSION_NAMES)

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
    if (RESERVED.has(id)) {
      issues.push(
        warningIssue(
          'reserved_id',
          `The id "${id}" has a meaning of its own in expressions, which the node hides there: choose another.`,
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
    const wrong = parameter.default === undefined ? null : checkInput(parameter, parameter.default)
    if (!wrong) return
    issues.push(
      errorIssue('parameter_default', `A default does not fit. ${wrong.message}`, {
        field: `parameters.${index}.default`,
      }),
    )
  })
  return issues
}
