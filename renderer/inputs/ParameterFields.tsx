import type { Parameter } from '#shared/chain/schema.ts'
import { Rows } from '../inspector/form/Rows.tsx'
import { freeId } from '../model/ids.ts'
import classes from './ParameterFields.module.css'
import { ParameterRow } from './ParameterRow.tsx'

interface ParameterFieldsProps {
  /** What one is called here: an input of a chain, a parameter of a script. */
  readonly word: 'input' | 'parameter'
  readonly title: string
  readonly help: string
  readonly parameters: readonly Parameter[]
  readonly readOnly?: boolean
  /** What is wrong with the one at a place, beside an empty or repeated name. */
  readonly faultAt?: (at: number) => string | undefined
  /** With a field for what each is for. */
  readonly described?: boolean
  /** `merge` names what is being typed, so that it is one step to undo. */
  readonly onChange: (parameters: readonly Parameter[], merge?: string) => void
}

/** Declared parameters: name, type, default, and what each is for. */
export function ParameterFields(props: ParameterFieldsProps) {
  const { word, title, help, parameters, readOnly = false, faultAt, described = false, onChange } = props
  const change = (at: number, next: Parameter, key: string): void =>
    onChange(
      parameters.map((one, i) => (i === at ? next : one)),
      `parameter ${at} ${key}`,
    )
  const nameFault = (at: number): string | boolean | undefined => {
    const name = parameters[at]?.name ?? ''
    return faultAt?.(at) ?? (name.trim() === '' || parameters.some((one, i) => i < at && one.name === name))
  }
  return (
    <fieldset className={classes.list} disabled={readOnly}>
      <legend>{title}</legend>
      <p className={classes.help}>{help}</p>
      <Rows
        count={parameters.length}
        readOnly={readOnly}
        boxed
        add={{
          words: `Add ${word}`,
          act: () => {
            const name = freeId(word, new Set(parameters.map((one) => one.name)))
            onChange([...parameters, { name, type: 'number' }])
          },
        }}
        removeLabel={(i) => `Remove ${parameters[i]?.name}`}
        onRemove={(i) => onChange(parameters.filter((_, at) => at !== i))}
      >
        {(i) => {
          const parameter = parameters[i]
          if (!parameter) return null
          return (
            <ParameterRow
              word={word}
              at={i}
              parameter={parameter}
              taken={(name) => parameters.some((one, at) => at !== i && one.name === name)}
              fault={nameFault(i)}
              described={described}
              onChange={(next, key) => change(i, next, key)}
            />
          )
        }}
      </Rows>
    </fieldset>
  )
}
