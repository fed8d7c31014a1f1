import { useState } from 'react'
import { isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { startOf } from '#shared/operation/form-fields.ts'
import { Control } from './Control.tsx'
import { useFormScope } from './context.ts'
import { ItemLabel, labelId } from './FieldFrame.tsx'
import { itemField } from './ListControl.tsx'
import classes from './RecordControl.module.css'
import { RecordKey } from './RecordKey.tsx'
import { Rows } from './Rows.tsx'
import { type ControlProps, errorAt } from './types.ts'

/** The first of `key`, `key2`, `key3` … that is free. */
function freeKey(taken: Iterable<string>): string {
  const keys = new Set(taken)
  let key = 'key'
  for (let i = 2; keys.has(key); i += 1) key = `key${i}`
  return key
}

function inOrder(record: JsonRecord, order: readonly string[]): [string, Json][] {
  const keys = new Set([...order, ...Object.keys(record)])
  return [...keys].flatMap((key) => {
    const value = Object.hasOwn(record, key) ? record[key] : undefined
    return value === undefined ? [] : [[key, value]]
  })
}

/** A record with keys of one's own: a row each. */
export function RecordControl({ id, field, shape, value, path, errors, onChange }: ControlProps<'record'>) {
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  // A record puts keys like `2024` first: the rows stay in the order in which they were written here.
  const [order, setOrder] = useState<readonly string[]>([])
  const entries = inOrder(isJsonRecord(shown) ? shown : {}, order)
  const change = (next: readonly (readonly [string, Json])[]): void => {
    setOrder(next.map(([key]) => key))
    onChange(Object.fromEntries(next))
  }
  const set = (at: number, key: string, next: Json): void =>
    change(entries.map((entry, i) => (i === at ? [key, next] : entry)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need its own legend beside the label
    <div role="group" aria-labelledby={labelId(id)} className={classes.record}>
      <Rows
        count={entries.length}
        readOnly={readOnly}
        add={{
          words: 'Add',
          label: `Add to ${field.meta.label}`,
          act: () => {
            const key = freeKey(entries.map(([one]) => one))
            change([...entries, [key, startOf(shape.value)]])
          },
        }}
        removeLabel={(i) => `Remove ${entries[i]?.[0]}`}
        onRemove={(i) => change(entries.filter((_, at) => at !== i))}
      >
        {(i) => {
          const [key = '', one = null] = entries[i] ?? []
          return (
            <div className={classes.pair}>
              <RecordKey
                id={i === 0 ? id : `${id}-${i}`}
                label={`Name of ${field.meta.label} ${i + 1}`}
                readOnly={readOnly}
                name={key}
                taken={(name) => entries.some(([other], at) => at !== i && other === name)}
                error={errorAt(errors, [...path, key])}
                className={classes.key}
                onRename={(name) => set(i, name, one)}
              />
              <div className={classes.value}>
                <ItemLabel id={`${id}-${i}-value`} words={`Value of ${key}`} />
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
            </div>
          )
        }}
      </Rows>
    </div>
  )
}
