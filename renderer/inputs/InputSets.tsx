import { ActionIcon, Autocomplete, Button, Group, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { InputSet } from '#shared/contract/inputs.ts'
import { api, errorOf, queries, queryClient } from '../api.ts'
import { toast } from '../ui/toast.ts'

const LAST = 'As in the last run'

interface InputSetsProps {
  readonly chainId: ChainId
  readonly sets: readonly InputSet[]
  readonly last: JsonRecord | null
  readonly values: JsonRecord
  readonly onChoose: (values: JsonRecord) => void
}

/** Values under a name, to be used again. */
export function InputSets({ chainId, sets, last, values, onChoose }: InputSetsProps) {
  const [name, setName] = useState('')
  const known = sets.find((set) => set.name === name)
  const attempt = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act()
      await queryClient.invalidateQueries({ queryKey: queries.inputSets.key() })
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  }
  return (
    <Group gap="sm" align="flex-end" wrap="nowrap">
      <Autocomplete
        flex={1}
        label="Saved set"
        placeholder="Choose one, or name these values to save them"
        data={[...(last ? [LAST] : []), ...sets.map((set) => set.name)]}
        value={name}
        onChange={setName}
        onOptionSubmit={(chosen) => {
          const set = chosen === LAST ? last : sets.find((one) => one.name === chosen)?.values
          if (set) onChoose(set)
        }}
      />
      <Button
        variant="default"
        disabled={!name.trim() || name === LAST}
        onClick={() => void attempt(() => api.inputSets.save({ chainId, name, values }))}
      >
        {known ? 'Replace' : 'Save'}
      </Button>
      {known && (
        <Tooltip label={`Delete the set “${known.name}”`}>
          <ActionIcon
            size={32}
            aria-label={`Delete the set ${known.name}`}
            onClick={() => {
              setName('')
              void attempt(() => api.inputSets.remove({ chainId, name: known.name }))
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  )
}
