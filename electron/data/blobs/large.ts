import { fail } from '#shared/base/errors.ts'
import { isJsonList, isJsonRecord, type Json, parseJson } from '#shared/base/json.ts'
import { BytesValue, ChartValue, JsonValue, type LargeValue, type Value } from '#shared/operation/value.ts'
import type { BlobStore } from './blob-store.ts'
import { blobOf, refOf } from './refs.ts'

const BEGINNING = { characters: 400, items: 20, depth: 3 } as const

/** Puts a large value into a blob: its JSON text, with its beginning left in the value's place. */
export async function keepLarge(
  value: JsonValue | ChartValue | BytesValue,
  blobs: BlobStore,
): Promise<LargeValue> {
  const { blob, size } = await blobs.putText(JSON.stringify(value))
  const preview = value.kind === 'json' ? beginning(value.json, BEGINNING.depth) : null
  return { kind: 'large', of: value.kind, ref: refOf(blob), size, preview }
}

/** The value that {@link keepLarge} was given. Errors: `blob_missing`, `blob_damaged`. */
export async function readLarge(value: LargeValue, blobs: BlobStore): Promise<Value> {
  const blob = blobOf(value.ref)
  const json = blob ? parseJson(await blobs.readText(blob)) : null
  const schema = { json: JsonValue, chart: ChartValue, bytes: BytesValue }[value.of]
  const parsed = json?.ok ? schema.safeParse(json.value) : null
  return parsed?.success
    ? parsed.data
    : fail('blob_damaged', "This result's file does not hold what it should: run the chain again to have it.")
}

/** The first items, keys and characters: JSON of the same kind. */
export function beginning(json: Json, depth: number): Json {
  if (typeof json === 'string') return json.slice(0, BEGINNING.characters)
  if (isJsonList(json))
    return depth === 0 ? [] : json.slice(0, BEGINNING.items).map((item) => beginning(item, depth - 1))
  if (!isJsonRecord(json)) return json
  const entries = depth === 0 ? [] : Object.entries(json).slice(0, BEGINNING.items)
  return Object.fromEntries(
    entries.map(([key, item]) => [key.slice(0, BEGINNING.characters), beginning(item, depth - 1)]),
  )
}
