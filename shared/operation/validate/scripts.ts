import { errorIssue, type Issue, infoIssue } from '../../chain/issue.ts'
import type { Parameter } from '../../chain/schema.ts'
import { type ScriptUse, scriptKeys, scriptUse } from '../script-use.ts'
import type { Check, CheckedNode, ValidationContext } from './context.ts'

/** What is known of a script in the version that a node uses: `parameters` are null where there is no such version. */
export interface KnownScript {
  /** Null where there is no script of that name. */
  readonly newest: number | null
  readonly parameters: readonly Parameter[] | null
}

/**
 * Nodes that run scripts: whether the script and its version are there, take the arguments that are given, and have what
 * they need. A newer version is told as `script_newer`, which is nothing wrong. `find` gives undefined while it is not
 * known: then nothing is said.
 */
export const checkScripts =
  (find: (use: ScriptUse) => KnownScript | undefined): Check =>
  (context) =>
    context.nodes.flatMap((checked) => {
      const use = checked.spec && scriptUse(checked.spec, checked.node.config)
      const known = use && find(use)
      return use && known ? issuesOf(checked, use, known, context) : []
    })

function issuesOf(
  { node, title, spec }: CheckedNode,
  use: ScriptUse,
  { newest, parameters }: KnownScript,
  { edges }: ValidationContext,
): Issue[] {
  const keys = spec && scriptKeys(spec)
  const at = (field: string | undefined) => ({ nodeId: node.id, ...(field === undefined ? {} : { field }) })
  if (newest === null)
    return [
      errorIssue(
        'script_missing',
        `${title} runs the script "${use.name}", which is not there.`,
        at(keys?.script),
      ),
    ]
  if (!parameters) {
    const message = `${title} runs version ${use.version} of "${use.name}", which is not there: the newest is ${newest}.`
    return [errorIssue('script_missing', message, at(keys?.version))]
  }
  const issues: Issue[] = []
  const fed = new Set(edges.filter((edge) => edge.target === node.id).map((edge) => edge.source))
  for (const name of Object.keys(use.arguments)) {
    if (parameters.some((parameter) => parameter.name === name)) continue
    const message = `${title} gives "${name}", which "${use.name}" does not take.`
    issues.push(errorIssue('argument_unknown', message, at(keys?.arguments && `${keys.arguments}.${name}`)))
  }
  for (const { name, default: otherwise } of parameters) {
    if (Object.hasOwn(use.arguments, name) || fed.has(name) || otherwise !== undefined) continue
    const message = `${title} needs "${name}" for "${use.name}": give a value, an input, or connect a node of that id.`
    issues.push(errorIssue('argument_missing', message, at(keys?.arguments && `${keys.arguments}.${name}`)))
  }
  if (use.version !== undefined && use.version < newest) {
    const message = `${title} runs version ${use.version} of "${use.name}"; there is version ${newest}.`
    issues.push(infoIssue('script_newer', message, at(keys?.version)))
  }
  return issues
}
