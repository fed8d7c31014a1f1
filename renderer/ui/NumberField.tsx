import { TextInput, type TextInputProps, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './NumberField.module.css'
import { type NumberLimits, readNumber, stepped } from './numbers.ts'
import { type Reading, useTyped } from './useTyped.ts'

type Left = 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'error' | 'min' | 'max' | 'ref' | 'type'

interface NumberFieldProps extends Omit<TextInputProps, Left>, NumberLimits {
  readonly value: number | undefined
  /** What stands where nothing is set: shown as the value, and behind the field while that is cleared to type another. */
  readonly otherwise?: number | undefined
  /** How much of the value one on screen is, e.g. 1000 where seconds are shown of milliseconds: the value is then whole. */
  readonly unit?: number
  /** It can't be left out: an empty field is only half typed. */
  readonly needed?: boolean
  readonly error?: ReactNode
  /** Only with a number that is complete and within the limits; undefined where the field is cleared. */
  readonly onChange: (value: number | undefined) => void
}

const PRECISION = 12

/**
 * A number as it is typed. Mantine's NumberInput drops what is no part of a number yet, so that `1e-5` becomes `-15` and
 * `2.5` among whole numbers 25: here every text stays as it is typed, and what is wrong with it is said.
 */
export function NumberField(props: NumberFieldProps) {
  const { value, otherwise, unit = 1, needed = false, min, max, whole, error, onChange, ...input } = props
  const field = useRef<HTMLInputElement>(null)
  const limits = { min, max, whole }
  const onScreen = (one: number): number => (unit === 1 ? one : Number((one / unit).toPrecision(PRECISION)))
  const read = (text: string): Reading<number | undefined> => {
    const reading = readNumber(text, limits)
    if (!('value' in reading)) return reading
    if (reading.value === undefined) return needed ? { fault: null, half: true } : reading
    return unit === 1 ? reading : { value: Math.round(reading.value * unit) }
  }
  const { text, fault, unread, type, leave } = useTyped(value, {
    write: (one) => (one === undefined ? '' : String(onScreen(one))),
    read,
    otherwise,
    onChange,
  })
  // A form is not sent with another number than the one that is seen.
  useEffect(() => {
    field.current?.setCustomValidity(unread ? (fault ?? 'A number is needed.') : '')
  }, [unread, fault])

  const shown = readNumber(text)
  const now = 'value' in shown ? shown.value : undefined
  const start =
    otherwise === undefined
      ? Math.min(Math.max(0, min ?? 0), max ?? Number.POSITIVE_INFINITY)
      : onScreen(otherwise)
  const step = (by: 1 | -1): void => type(String(now === undefined ? start : stepped(now, by, limits)))
  const button = (by: 1 | -1) => {
    const Icon = by === 1 ? IconChevronUp : IconChevronDown
    const limit = by === 1 ? max : min
    return (
      <UnstyledButton
        className={classes.step}
        tabIndex={-1}
        aria-hidden
        disabled={
          input.disabled ||
          (now !== undefined && limit !== undefined && (by === 1 ? now >= limit : now <= limit))
        }
        // The field keeps the focus, and the text its cursor.
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={(event) => {
          event.preventDefault()
          if (event.button !== 0) return
          field.current?.focus()
          step(by)
        }}
      >
        <Icon size={10} stroke={2.5} aria-hidden />
      </UnstyledButton>
    )
  }
  return (
    <TextInput
      {...input}
      ref={field}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      value={text}
      placeholder={otherwise === undefined ? input.placeholder : String(onScreen(otherwise))}
      error={fault ?? error}
      rightSectionWidth={18}
      rightSection={
        !input.readOnly && (
          <span className={classes.steps}>
            {button(1)}
            {button(-1)}
          </span>
        )
      }
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (input.readOnly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        step(event.key === 'ArrowUp' ? 1 : -1)
      }}
    />
  )
}
