import type { Issue } from '../chain/issue.ts'
import type { Chain } from '../chain/schema.ts'
import type { Registry } from './registry.ts'
import { checkConfigs } from './validate/configs.ts'
import { type Check, makeContext } from './validate/context.ts'
import { checkEnds, checkInputs, checkPorts } from './validate/edges.ts'
import { checkCycles, checkReach } from './validate/graph.ts'
import { checkNames } from './validate/names.ts'
import { checkNeeded } from './validate/needed.ts'

const CHECKS: readonly Check[] = [
  checkNames,
  checkConfigs,
  checkNeeded,
  checkEnds,
  checkPorts,
  checkInputs,
  checkCycles,
  checkReach,
]

const SEVERITIES = ['error', 'warning', 'info'] as const

/**
 * Everything wrong with a chain, errors first; none of them errors means that it can be planned. Linear in the size of
 * the chain and without recursion. `extra` are further checks, such as the syntax of expressions.
 */
export function validateChain(chain: Chain, registry: Registry, extra: readonly Check[] = []): Issue[] {
  const context = makeContext(chain, registry)
  const issues: Issue[] = []
  for (const check of [...CHECKS, ...extra]) for (const issue of check(context)) issues.push(issue)
  return SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity))
}
