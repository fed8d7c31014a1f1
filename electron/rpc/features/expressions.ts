import { type RenameSql, renameInConfig } from '#electron/operations/rename.ts'
import type { Store } from '#electron/store/store.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import type { Parameter } from '#shared/chain/schema.ts'
import type { Inputs } from '#shared/contract/index.ts'
import type { Documents } from '../chains/documents.ts'
import { jsonScopeName, scopeName } from '../expressions/names.ts'
import { problemOf } from '../expressions/problem.ts'
import type { Feature } from '../feature.ts'
import { previewOfValue } from '../preview.ts'
import { askNode, type Question } from '../runs/ask.ts'
import type { LatestResults } from '../runs/latest.ts'
import type { Starter } from '../runs/starter.ts'

export interface ExpressionsDeps {
  readonly app: Starter
  readonly store: Pick<Store, 'chains' | 'inputs'>
  readonly documents: Pick<Documents, 'chain'>
  readonly latest: LatestResults
  readonly renameSql: RenameSql
}

type Kind = Inputs['expressions']['evaluate']['kind']

/** An answer to what is being typed is worth nothing later. */
const TIMEOUT_MS = 1000

/** The node that evaluates each kind of text, as a chain would hold it. */
const NODES: Record<Kind, (text: string) => Question['node']> = {
  expression: (expression) => ({ type: 'CALCULATE', operation: 'expression', config: { expression } }),
  template: (message) => ({ type: 'OUTPUT', operation: 'log', config: { message } }),
  sql: (sql) => ({ type: 'TRANSFORM', operation: 'sql', config: { sql } }),
}

const STOPPED = {
  code: 'evaluation_stopped',
  message: 'The value could not be had in time: other runs are under way.',
}

/** Said instead of the sentence about the node that stands for the question, which nobody has seen. */
const SLOW = {
  code: 'timeout',
  message: 'This takes longer than a second, so its value is not shown here: run the chain to see it.',
}

export function expressionsFeature({
  app,
  store,
  documents,
  latest,
  renameSql,
}: ExpressionsDeps): Feature<'expressions'> {
  const { chains, inputs } = store

  /** The inputs that a run would have now: those given, else those of the last run, else the defaults. */
  function paramsOf(chainId: ChainId, parameters: readonly Parameter[], given: JsonRecord = {}): JsonRecord {
    const last = inputs.last(chainId) ?? {}
    const resolved = resolveInputs(parameters, { ...last, ...given })
    return resolved.ok ? resolved.value : { ...last, ...given }
  }

  return {
    async evaluate({ chainId, sources, params, text, kind }, { signal }) {
      const { parameters } = documents.chain(chainId)
      const results = latest.of(chainId)
      const fed = sources.flatMap(({ nodeId, port }) => {
        const result = results.get(nodeId)?.result
        return result ? [{ nodeId, port, result }] : []
      })
      const missing = sources.map((source) => source.nodeId).filter((id) => !results.has(id))
      if (missing.length > 0) return { state: 'no_data', missing: [...new Set(missing)] }
      const question = {
        node: NODES[kind](text),
        inputs: fed,
        params: paramsOf(chainId, parameters, params),
        path: chains.summary(chainId).path ?? undefined,
        timeoutMs: TIMEOUT_MS,
      }
      const { result } = await askNode(app, question, signal)
      if (result?.value) return { state: 'value', value: previewOfValue(result.value) }
      const error = result?.error?.code === 'timeout' ? SLOW : (result?.error ?? STOPPED)
      return { state: 'problem', problem: problemOf(error, text) }
    },

    async rename({ nodes, edges, ids }) {
      const names = new Map(Object.entries(ids))
      const configs: Record<string, JsonRecord> = {}
      const unread: string[] = []
      for (const node of nodes) {
        const sources = edges
          .filter((edge) => edge.target === node.id)
          .map((edge) => ({ nodeId: edge.source, port: edge.targetPort }))
        const renamed = await renameInConfig({ node, sources }, names, renameSql)
        if (renamed.config !== node.config) configs[node.id] = renamed.config
        if (renamed.unread) unread.push(node.id)
      }
      return { configs, unread }
    },

    scope({ chainId, sources, params }) {
      const { parameters } = documents.chain(chainId)
      const results = latest.of(chainId)
      const names = new Map(
        sources.map(({ nodeId, port }) => {
          const result = results.get(nodeId)?.result
          return [nodeId, scopeName(nodeId, result?.outputs?.[port] ?? result?.value)]
        }),
      )
      const values = paramsOf(chainId, parameters, params)
      return {
        inputs: [...names.values()],
        params: Object.entries(values).map(([name, value]) => jsonScopeName(name, value)),
      }
    },
  }
}
