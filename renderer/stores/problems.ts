import { create } from 'zustand'
import { hasErrors, type Issue } from '#shared/chain/issue.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import { checkScripts } from '#shared/operation/validate/scripts.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { useDocument } from './document.ts'
import { findScript, useScriptUses } from './scriptUses.ts'

interface ProblemStore {
  readonly issues: readonly Issue[]
  /** By node id, for marks on the canvas and errors in forms. */
  readonly byNode: ReadonlyMap<string, readonly Issue[]>
}

const NONE: readonly Issue[] = []

export const useProblems = create<ProblemStore>()(() => ({ issues: NONE, byNode: new Map() }))

const SCRIPTS = checkScripts((use) => findScript(useScriptUses.getState().known, use))

let checked: Chain | undefined

function check(chain: Chain | undefined): void {
  if (chain === checked) return
  checked = chain
  // A chain that has not been begun is no problem.
  const issues = chain && chain.nodes.length > 0 ? validateChain(chain, registry, [SCRIPTS]) : NONE
  const byNode = new Map<string, Issue[]>()
  for (const issue of issues) {
    if (issue.nodeId === undefined) continue
    const list = byNode.get(issue.nodeId)
    if (list) list.push(issue)
    else byNode.set(issue.nodeId, [issue])
  }
  useProblems.setState({ issues, byNode })
}

/** Longest chain that is checked with every change; a longer one is checked once the changes pause. */
const AT_ONCE = 100
const PAUSE = 200

let timer: ReturnType<typeof setTimeout> | undefined

useDocument.subscribe(({ chain }, before) => {
  if (chain === before.chain) return
  clearTimeout(timer)
  if (!chain || chain.nodes.length <= AT_ONCE) check(chain)
  else timer = setTimeout(() => check(chain), PAUSE)
})

useScriptUses.subscribe(() => {
  checked = undefined
  check(useDocument.getState().chain)
})

/** Whether the open chain can run, checked as it is now. */
export function canRunNow(): boolean {
  check(useDocument.getState().chain)
  return !hasErrors(useProblems.getState().issues)
}

export const useNodeIssues = (id: string): readonly Issue[] =>
  useProblems((problems) => problems.byNode.get(id) ?? NONE)
