import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { isJsonRecord, type Json } from '#shared/base/json.ts'
import { startOf } from '#shared/operation/form-fields.ts'
import { Control } from './Control.tsx'
import { useFormScope } from './context.ts'
import { labelId } from './FieldFrame.tsx'
import { itemField } from './ListControl.tsx'
import classes from './RecordControl.module.css'
import { type ControlProps, errorAt } from './types.ts'

/** The first of `key`, `key2`, `key3` … that is free. */
function freeKey(taken: Iterable<string>): string {
  const keys = new Set(taken)
  let key = 'key'
  for (let i = 2; keys.has(key); i += 1) key = `key${i}`
  return key
}

/** A record with keys of one's own: a row each. */
export function RecordControl({ id, field, shape, value, path, errors, onChange }: ControlProps<'record'>) {
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  const entries: [string, Json][] = isJsonRecord(shown) ? Object.entries(shown) : []
  const set = (at: number, key: string, next: Json): void =>
    onChange(Object.fromEntries(entries.map((entry, i) => (i === at ? [key, next] : entry))))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need its own legend beside the label
    <div role="group" aria-labelledby={labelId(id)} className={classes.record}>
      {entries.map(([key, one], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key is what is being edited
        <div key={i} className={classes.row}>
          <TextInput
            id={i === 0 ? id : `${id}-${i}`}
            aria-label={`Name of ${field.meta.label} ${i + 1}`}
            readOnly={readOnly}
            value={key}
            error={errorAt(errors, [...path, key])}
            className={classes.key ?? ''}
            onChange={(event) => {
              const next = event.currentTarget.value
              if (!entries.some(([other], at) => at !== i && other === next)) set(i, next, one)
            }}
          />
          <div className={classes.value}>
            <Control
              id={`${id}-${i}-value`}
              field={itemField(field, shape.value, key)}
              shape={shape.value}
              value={one}
              path={[...path, key]}
              errors={errors}
              onChange={(next) => set(i, key, next ?? null)}
            />
          </div>
          <ActionIcon
            aria-label={`Remove ${key}`}
            disabled={readOnly}
            onClick={() => onChange(Object.fromEntries(entries.filter((_, at) => at !== i)))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        className={classes.add ?? ''}
        leftSection={<IconPlus size={14} />}
        disabled={readOnly}
        aria-label={`Add to ${field.meta.label}`}
        onClick={() =>
          onChange(
            Object.fromEntries([...entries, [freeKey(entries.map(([key]) => key)), startOf(shape.value)]]),
          )
        }
      >
        Add
      </Button>
    </div>
  )
}
