import { Button, TextInput } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import { chooseFile, chooseSavePath } from '../../files/choose.tsx'
import { useFormScope } from './context.ts'
import { type ControlProps, errorAt } from './types.ts'

function PathInput(props: ControlProps & { readonly choose: (path: string) => Promise<string | null> }) {
  const { id, field, value, path, errors, onChange, choose } = props
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  const text = typeof shown === 'string' ? shown : ''
  return (
    <TextInput
      id={id}
      readOnly={readOnly}
      value={text}
      placeholder={field.meta.placeholder ?? 'Path of a file'}
      error={errorAt(errors, path) !== undefined}
      rightSectionWidth={88}
      rightSection={
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={readOnly}
          leftSection={<IconFolder size={14} />}
          onClick={async () => {
            const chosen = await choose(text)
            if (chosen !== null) onChange(chosen)
          }}
        >
          Browse
        </Button>
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export const PathControl = (props: ControlProps) => (
  <PathInput {...props} choose={(path) => chooseFile(props.field.meta.label, path)} />
)
export const SavePathControl = (props: ControlProps) => (
  <PathInput {...props} choose={(path) => chooseSavePath(props.field.meta.label, path)} />
)
