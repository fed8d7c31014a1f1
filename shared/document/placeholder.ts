import { canonicalJson, definedOnly, isRecord, type Json } from '../base/json.ts'
import { ChainNode } from '../chain/schema.ts'
import { understand } from './node.ts'
import { type Member, scanJson } from './scan.ts'

/** What a person can change of a node that is not understood. */
const EDITABLE = ['id', 'name', 'policy', 'position'] as const

/**
 * The text of a node that is kept as it was written, with as little changed as there was to change: nothing at all, or
 * the values of those keys that differ now. Null where the text is not a node's.
 */
export function placeholderText(node: ChainNode): string | null {
  const text = node.placeholder?.text
  if (text === undefined || node.placeholder?.format !== undefined || !scanJson(text).ok) return null
  const json: unknown = JSON.parse(text)
  if (!isRecord(json)) return null
  const written = understand(ChainNode.shape.config.parse(json), { reason: '' })
  if (!written) return null
  let patched = text
  for (const key of EDITABLE) {
    const [before, now] = [asJson(written[key]), asJson(node[key])]
    if (before === now) continue
    patched = now === undefined ? without(patched, key) : withValue(patched, key, JSON.parse(now))
  }
  return patched
}

/** Equal values give equal text. */
function asJson(value: ChainNode[(typeof EDITABLE)[number]]): string | undefined {
  return value === undefined
    ? undefined
    : canonicalJson(typeof value === 'string' ? value : definedOnly(value))
}

/** The members of a record's text; every text that comes here has been scanned before. */
function membersOf(text: string): readonly Member[] {
  const scan = scanJson(text)
  return scan.ok ? scan.value.members : []
}

/** Replaces the value of a key, or adds the key at the end in the record's own layout. */
function withValue(text: string, key: string, value: Json): string {
  const members = membersOf(text)
  const member = members.findLast((candidate) => candidate.key === key)
  const last = members.at(-1)
  const indent = /\n[ \t]*$/.exec(text.slice(0, members[0]?.from))?.[0]
  const written =
    indent === undefined ? JSON.stringify(value) : JSON.stringify(value, null, 2).replaceAll('\n', indent)
  if (member) return text.slice(0, member.start) + written + text.slice(member.end)
  const end = last?.end ?? 0
  return `${text.slice(0, end)},${indent ?? ' '}${JSON.stringify(key)}: ${written}${text.slice(end)}`
}

/** Takes a key out, with the comma before it (or, for the first key, after it). */
function without(text: string, key: string): string {
  const members = membersOf(text)
  const at = members.findLastIndex((candidate) => candidate.key === key)
  const [previous, member, next] = [members[at - 1], members[at], members[at + 1]]
  if (!member) return text
  if (previous) return text.slice(0, previous.end) + text.slice(member.end)
  return text.slice(0, member.from) + text.slice(next?.from ?? member.end)
}
