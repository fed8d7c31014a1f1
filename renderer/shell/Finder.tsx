import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ACTION_LIST, MENU_LABELS } from '#shared/contract/actions.ts'
import { isAvailable, perform } from '../actions/index.ts'
import { Keys } from '../actions/Keys.tsx'
import { goToNode } from '../actions/verbs/goToNode.ts'
import { openChain } from '../actions/verbs/openChain.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { openScript } from '../actions/verbs/scripts.tsx'
import { queries } from '../api.ts'
import { factsOf } from '../model/facts.ts'
import { useShownChain } from '../stores/document.ts'
import { formatMoment } from '../ui/format.ts'
import { OperationIcon } from '../ui/OperationIcon.tsx'
import { StatusGlyph, statusWord } from '../ui/StatusGlyph.tsx'

const MOST = 8

/** Any action, node, chain or run, by a few letters; nothing while it is closed, whatever is edited meanwhile. */
function useFindable(query: string, opened: boolean): SpotlightActionGroupData[] {
  const asked = query.trim()
  const chain = useShownChain()
  const search = asked ? { search: asked } : {}
  const chains = useQuery(
    queries.chains.list.queryOptions({
      input: { ...search, limit: MOST },
      placeholderData: (before) => before,
      enabled: opened,
    }),
  )
  const scripts = useQuery(
    queries.scripts.list.queryOptions({
      input: { ...search, limit: MOST },
      placeholderData: (before) => before,
    }),
  )
  const runs = useQuery(
    queries.runs.list.queryOptions({
      input: { ...(asked ? { text: asked } : {}), limit: MOST },
      placeholderData: (before) => before,
      enabled: opened,
    }),
  )
  if (!opened) return []
  return [
    {
      group: 'Actions',
      actions: ACTION_LIST.filter(({ id }) => id !== 'commandPalette' && isAvailable(id)).map((action) => ({
        id: `action ${action.id}`,
        label: action.label,
        keywords: [MENU_LABELS[action.menu]],
        ...(action.shortcut ? { rightSection: <Keys shortcut={action.shortcut} /> } : {}),
        onClick: () => void perform(action.id),
      })),
    },
    {
      group: 'Nodes',
      actions: (chain?.nodes ?? []).map((node) => {
        const facts = factsOf(node)
        return {
          id: `node ${node.id}`,
          label: facts.name,
          description: `${facts.title} · ${facts.words}`,
          leftSection: <OperationIcon icon={facts.spec?.icon} type={node.type} size={24} />,
          onClick: () => goToNode(node.id),
        }
      }),
    },
    {
      group: 'Chains',
      actions: (chains.data?.items ?? []).map((one) => ({
        id: `chain ${one.id}`,
        label: one.name || 'Unnamed chain',
        description: one.description,
        onClick: () => void openChain(one.id),
      })),
    },
    {
      group: 'Scripts',
      actions: (scripts.data?.items ?? []).map((one) => ({
        id: `script ${one.name}`,
        label: one.name,
        description: one.description,
        onClick: () => void openScript(one.name),
      })),
    },
    {
      group: 'Runs',
      actions: (runs.data?.items ?? []).map((run) => ({
        id: `run ${run.id}`,
        label: `${run.chainName}, ${formatMoment(run.startedAt)}`,
        description: run.error?.message ?? statusWord(run.status),
        // What the app has found by its text is not filtered again by its label.
        keywords: [asked],
        leftSection: <StatusGlyph status={run.status} />,
        onClick: () => void openPast(run.id),
      })),
    },
  ]
}

export function Finder() {
  const [query, setQuery] = useState('')
  const [opened, setOpened] = useState(false)
  return (
    <Spotlight
      actions={useFindable(query, opened)}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      query={query}
      onQueryChange={setQuery}
      clearQueryOnClose
      shortcut={null}
      attributes={{ content: { 'aria-label': 'Find anything' } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      highlightQuery
      scrollable
      maxHeight={440}
      limit={40}
      nothingFound="Nothing fits."
      searchProps={{
        placeholder: 'Find an action, node, chain or run',
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
    />
  )
}
