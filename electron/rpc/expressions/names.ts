import { isJsonList, isJsonRecord, type Json, kindOf } from '#shared/base/json.ts'
import type { ScopeName } from '#shared/contract/expressions.ts'
import type { Value } from '#shared/operation/value.ts'

/** Members offered of one value. */
const MEMBERS = 500
/** Records of a list that are looked at for their fields. */
const RECORDS = 50

/** What completion can say of a name, from a value that it has had. */
export function scopeName(name: string, value: Value | undefined): ScopeName {
  if (!value) return { name, type: 'unknown', members: [] }
  if (value.kind === 'table') {
    return {
      name,
      type: 'table',
      members: value.columns.map((column) => ({ name: column.name, type: column.type })),
    }
  }
  const json = value.kind === 'json' ? value.json : value.kind === 'large' ? value.preview : undefined
  if (json === undefined) return { name, type: value.kind, members: [] }
  return { name, type: kindOf(json), members: membersOf(json) }
}

/** As {@link scopeName}, for a value that is JSON. */
export const jsonScopeName = (name: string, json: Json): ScopeName => scopeName(name, { kind: 'json', json })

function membersOf(json: Json): ScopeName['members'] {
  const records = isJsonList(json) ? json.slice(0, RECORDS) : [json]
  const members = new Map<string, string>()
  for (const record of records) {
    if (!isJsonRecord(record)) continue
    for (const [key, value] of Object.entries(record)) {
      if (members.size >= MEMBERS) break
      if (!members.has(key)) members.set(key, kindOf(value))
    }
  }
  return [...members].map(([name, type]) => ({ name, type }))
}
