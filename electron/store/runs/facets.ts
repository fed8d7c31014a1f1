import { hash } from 'node:crypto'
import type { TextPart } from '#shared/contract/runs.ts'
import type { RunStatus } from '#shared/run/events.ts'
import { toQuery } from '../search-text.ts'

const EVERYWHERE = ['chain', 'inputs', 'results', 'errors', 'statements']
const COLUMNS: Readonly<Record<TextPart, string>> = {
  inputs: 'inputs',
  results: 'results',
  errors: 'errors',
  conclusions: 'statements',
}

const chainFacet = (chainId: string): string => `c${hash('sha256', chainId, 'hex').slice(0, 16)}`
const statusFacet = (status: RunStatus): string => `s${status.replaceAll('_', '')}`

/** Words for what runs are filtered by beside their text, so that the index of text can narrow by both at once. */
export function facetsOf(run: { chainId: string | null; status: RunStatus }): string {
  return `${run.chainId === null ? '' : chainFacet(run.chainId)} ${statusFacet(run.status)}`
}

/** The query of `execution_search` for a typed text and facets; null where there is no text to look for. */
export function runQuery(
  typed: string,
  {
    chainId,
    statuses,
    textIn,
  }: {
    chainId?: string | undefined
    statuses?: readonly RunStatus[] | undefined
    textIn?: readonly TextPart[] | undefined
  },
): string | null {
  const query = toQuery(typed)
  if (query === null) return null
  const facets = [
    ...(chainId === undefined ? [] : [chainFacet(chainId)]),
    ...(statuses && statuses.length > 0 ? [`(${statuses.map(statusFacet).join(' OR ')})`] : []),
  ]
  const columns = textIn?.map((part) => COLUMNS[part]) ?? EVERYWHERE
  return [`{${columns.join(' ')}} : (${query})`, ...facets.map((facet) => `facets : ${facet}`)].join(' AND ')
}
