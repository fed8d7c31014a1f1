import { TagsInput } from '@mantine/core'
import { isJsonList, type Json } from '#shared/base/json.ts'
import { type FieldSpec, startOf } from '#shared/operation/form-fields.ts'
import { Control } from './Control.tsx'
import { useFormScope } from './context.ts'
import { ItemLabel, labelId } from './FieldFrame.tsx'
import classes from './ListControl.module.css'
import { Rows } from './Rows.tsx'
import { type ControlProps, errorAt } from './types.ts'

/** A field for the items of a list: the list's widget, no default of its own. */
export function itemField(field: FieldSpec, shape: FieldSpec['shape'], label: string): FieldSpec {
  const { widget, placeholder, options } = field.meta
  const meta = {
    label,
    ...(widget ? { widget } : {}),
    ...(placeholder ? { placeholder } : {}),
    ...(options ? { options } : {}),
  }
  return { key: field.key, meta, shape, required: true, nullable: false }
}

/** A list: words as tags, anything else as rows that can be added and taken away. */
export function ListControl({ id, field, shape, value, path, errors, onChange }: ControlProps<'list'>) {
  const { readOnly } = useFormScope()
  const shown = value ?? field.default
  const items: readonly Json[] = isJsonList(shown) ? shown : []
  const { item } = shape
  if (item.kind === 'text' && !field.meta.widget) {
    return (
      <TagsInput
        id={id}
        readOnly={readOnly}
        value={items.filter((one) => typeof one === 'string')}
        placeholder={items.length > 0 ? '' : (field.meta.placeholder ?? 'Type and press Enter')}
        error={errorAt(errors, path) !== undefined}
        acceptValueOnBlur
        onChange={onChange}
      />
    )
  }
  const set = (at: number, next: Json | undefined): void =>
    onChange(items.map((one, i) => (i === at ? (next ?? null) : one)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need its own legend beside the label
    <div role="group" aria-labelledby={labelId(id)} className={classes.list}>
      <Rows
        count={items.length}
        readOnly={readOnly}
        boxed={item.kind === 'object'}
        add={{
          words: 'Add',
          label: `Add to ${field.meta.label}`,
          act: () => onChange([...items, startOf(item)]),
        }}
        removeLabel={(i) => `Remove ${field.meta.label} ${i + 1}`}
        onRemove={(i) => onChange(items.filter((_, at) => at !== i))}
      >
        {(i) => (
          <>
            {i > 0 && <ItemLabel id={`${id}-${i}`} words={`${field.meta.label} ${i + 1}`} />}
            <Control
              id={i === 0 ? id : `${id}-${i}`}
              field={itemField(field, item, `${field.meta.label} ${i + 1}`)}
              shape={item}
              value={items[i]}
              path={[...path, i]}
              errors={errors}
              onChange={(next) => set(i, next)}
            />
            {errorAt(errors, [...path, i]) && (
              <p className={classes.error}>{errorAt(errors, [...path, i])}</p>
            )}
          </>
        )}
      </Rows>
    </div>
  )
}
