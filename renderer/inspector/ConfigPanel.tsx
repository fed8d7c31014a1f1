import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { isRecord, JsonRecord } from '#shared/base/json.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import type { ChainNode, Parameter } from '#shared/chain/schema.ts'
import { formOf } from '#shared/operation/form.ts'
import { scriptKeys } from '#shared/operation/script-use.ts'
import { api, queries } from '../api.ts'
import { factsOf, parseLeniently } from '../model/facts.ts'
import { useDocument, useReadOnly, useShownChain } from '../stores/document.ts'
import { useInputs } from '../stores/inputs.ts'
import { useNodeIssues } from '../stores/problems.ts'
import { useRun } from '../stores/run.ts'
import classes from './ConfigPanel.module.css'
import { FormContext, type FormScope } from './form/context.ts'
import { Fields } from './form/Fields.tsx'
import type { Errors } from './form/types.ts'

/** The last of the shown runs that has ended. While the next is under way, what is known is still of this one. */
function useEndedRun(): string | undefined {
  const ended = useRun(({ shown }) => (shown?.status === 'running' ? undefined : shown?.executionId))
  const [last, setLast] = useState(ended)
  if (ended !== undefined && ended !== last) setLast(ended)
  return ended ?? last
}

/** What was given, with the defaults for the rest: else the app would take that from the last run. */
function withDefaults(parameters: readonly Parameter[], given: JsonRecord): JsonRecord {
  const resolved = resolveInputs(parameters, given)
  return resolved.ok ? resolved.value : given
}

/** What the node's form may offer, from the document and from the last run. */
function useFormScopeOf(node: ChainNode): Omit<FormScope, 'config' | 'configure' | 'scriptKeys'> {
  const chain = useShownChain()
  const chainId = useDocument((store) => store.id)
  const readOnly = useReadOnly()
  // A run that ends has new columns, fields and values to offer.
  const ended = useEndedRun()
  const parameters = chain?.parameters
  const given = useInputs((inputs) => (chainId === undefined ? undefined : inputs.given[chainId]))
  const params = useMemo(() => given && withDefaults(parameters ?? [], given), [parameters, given])
  const edges = chain?.edges.filter((edge) => edge.target === node.id) ?? []
  const key = edges.map((edge) => `${edge.source}\n${edge.sourcePort}`).join('\n\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the edges that matters
  const sources = useMemo(() => edges.map((edge) => ({ nodeId: edge.source, port: edge.sourcePort })), [key])
  const { data: scope } = useQuery({
    ...queries.expressions.scope.queryOptions({
      input: chainId === undefined || readOnly ? skipToken : { chainId, sources },
    }),
    queryKey: ['scope', chainId, key, ended],
    placeholderData: (before) => before,
  })
  return useMemo(() => {
    const ids = [...new Set(sources.map(({ nodeId }) => nodeId))]
    return {
      readOnly,
      inputs: ids.map((id) => {
        const source = chain?.nodes.find((one) => one.id === id)
        return { id, name: source ? factsOf(source).name : id }
      }),
      scope,
      columns: [...new Set((scope?.inputs ?? []).flatMap((input) => input.members.map(({ name }) => name)))],
      evaluate:
        chainId === undefined || readOnly
          ? undefined
          : {
              key: [chainId, key, ended, parameters, params],
              ask: (text, kind, signal) =>
                api.expressions.evaluate(
                  { chainId, sources, text, kind, ...(params ? { params } : {}) },
                  { signal },
                ),
            },
    }
  }, [readOnly, chain, chainId, scope, sources, key, ended, parameters, params])
}

/** A node's config as a form. Every change is an edit of the document at once. */
export default function ConfigPanel({ node }: { readonly node: ChainNode }) {
  const facts = factsOf(node)
  const scope = useFormScopeOf(node)
  const keys = facts.spec ? scriptKeys(facts.spec) : null
  const issues = useNodeIssues(node.id)
  const errors: Errors = useMemo(
    () =>
      new Map(
        issues.flatMap(({ field, message, severity }) =>
          field === undefined || severity === 'info' ? [] : [[field, message]],
        ),
      ),
    [issues],
  )
  const fields = facts.spec ? formOf(facts.spec) : []
  const change = (config: JsonRecord): void =>
    useDocument
      .getState()
      .edit(`Configure ${facts.name}`, { type: 'configureNode', id: node.id, config }, `config ${node.id}`)
  // That nothing follows the node yet is for the list of problems, not for its form.
  const parsed = facts.spec && parseLeniently(facts.spec, node.config)
  const understood = isRecord(parsed) ? JsonRecord.safeParse(parsed).data : undefined
  const general = issues.filter(({ field, severity }) => field === undefined && severity === 'error')
  return (
    <FormContext value={{ ...scope, config: node.config, configure: change, scriptKeys: keys }}>
      <div className={classes.panel}>
        <p className={classes.summary}>
          {facts.spec?.summary ??
            node.placeholder?.reason ??
            `This version of Ergo does not know the operation “${node.operation}”. It is kept as it is.`}
        </p>
        {general.map((issue) => (
          <p key={issue.code + issue.message} className={classes.issue}>
            {issue.message}
          </p>
        ))}
        <Fields
          fields={fields}
          config={node.config}
          understood={understood}
          path={[]}
          errors={errors}
          onChange={change}
        />
        {facts.spec && fields.length === 0 && <p className={classes.summary}>There is nothing to set.</p>}
      </div>
    </FormContext>
  )
}
