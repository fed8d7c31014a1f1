import { isJsonList, isJsonRecord, type Json, type JsonRecord, kindOf } from '../../base/json.ts'

/** Why a node can't be carried over as it is. It becomes a placeholder with the reason. */
export class NotCarried extends Error {}

export function notCarried(reason: string): never {
  throw new NotCarried(reason)
}

/** A node's settings in the predecessor's file, with what has been asked for, so that nothing is passed over unseen. */
export class Settings {
  private readonly values: JsonRecord
  private readonly asked = new Set<string>()

  constructor(values: JsonRecord) {
    this.values = values
  }

  /** The value, `undefined` where there is none. In the predecessor null is as good as nothing, but for the default. */
  get(key: string): Json | undefined {
    this.asked.add(key)
    return Object.hasOwn(this.values, key) ? this.values[key] : undefined
  }

  /** The value of a setting that the predecessor does not run without. */
  required(key: string): Json {
    const value = this.get(key)
    return value === undefined || value === null || value === ''
      ? notCarried(`It has no "${key}", without which LabFlow does not run it.`)
      : value
  }

  text(key: string): string | undefined {
    return this.of(key, 'a text', (value) => (typeof value === 'string' ? value : undefined))
  }

  requiredText(key: string): string {
    this.required(key)
    return this.text(key) ?? notCarried(`Its "${key}" is not a text.`)
  }

  number(key: string): number | undefined {
    return this.of(key, 'a number', (value) => (typeof value === 'number' ? value : undefined))
  }

  record(key: string): JsonRecord | undefined {
    return this.of(key, 'a record', (value) => (isJsonRecord(value) ? value : undefined))
  }

  list(key: string): readonly Json[] | undefined {
    return this.of(key, 'a list', (value) => (isJsonList(value) ? value : undefined))
  }

  texts(key: string): readonly string[] | undefined {
    return this.list(key)?.map((item) =>
      typeof item === 'string' ? item : notCarried(`Its "${key}" holds a ${kindOf(item)}, not texts only.`),
    )
  }

  /** One of several words; each stands for what it is here. */
  choice<Choice>(key: string, choices: Readonly<Record<string, Choice>>, value = this.get(key)): Choice {
    const choice = typeof value === 'string' && Object.hasOwn(choices, value) ? choices[value] : undefined
    return choice ?? notCarried(`LabFlow knows no "${key}" ${JSON.stringify(value ?? null)}.`)
  }

  /** Settings that nothing has asked for. */
  unasked(): string[] {
    return Object.keys(this.values).filter((key) => !this.asked.has(key))
  }

  private of<Value>(
    key: string,
    wanted: string,
    narrow: (value: Json) => Value | undefined,
  ): Value | undefined {
    const value = this.get(key)
    if (value === undefined || value === null) return undefined
    return narrow(value) ?? notCarried(`Its "${key}" is not ${wanted}, but a ${kindOf(value)}.`)
  }
}
