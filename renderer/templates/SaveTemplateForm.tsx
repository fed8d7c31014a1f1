import { Autocomplete, Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { TemplateWords } from '../actions/verbs/templates.ts'
import { queries } from '../api.ts'

interface SaveTemplateFormProps {
  readonly name: string
  readonly description: string
  /** Undefined: it is not to be saved. */
  readonly onDone: (words: TemplateWords | undefined) => void
}

/** What the gallery says of a template. */
export function SaveTemplateForm({ name, description, onDone }: SaveTemplateFormProps) {
  const [words, setWords] = useState<TemplateWords>({ name, description, category: '' })
  const { data = [] } = useQuery(queries.templates.list.queryOptions())
  const categories = [...new Set(data.map((template) => template.category))].filter(Boolean)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (words.name.trim() !== '') onDone(words)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Name"
          data-autofocus
          required
          maxLength={200}
          value={words.name}
          onChange={(event) => setWords({ ...words, name: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          description="What it is for, and what data it takes."
          autosize
          minRows={3}
          maxRows={8}
          maxLength={5000}
          value={words.description}
          onChange={(event) => setWords({ ...words, description: event.currentTarget.value })}
        />
        <Autocomplete
          label="Category"
          placeholder="Choose one, or name your own"
          data={categories}
          maxLength={60}
          value={words.category}
          onChange={(category) => setWords({ ...words, category })}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => onDone(undefined)}>
            Cancel
          </Button>
          <Button type="submit" disabled={words.name.trim() === ''}>
            Save template
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
