import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

const WORTH_PACKING = 1024
/** The first bytes of Zstandard data (RFC 8878); no UTF-8 text begins so. */
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** A text as bytes, compressed where it is worth it. */
export function packText(text: string): Buffer {
  const plain = Buffer.from(text, 'utf8')
  return plain.length < WORTH_PACKING ? plain : zstdCompressSync(plain)
}

export function unpackText(packed: Buffer): string {
  const plain = packed.subarray(0, MAGIC.length).equals(MAGIC) ? zstdDecompressSync(packed) : packed
  return plain.toString('utf8')
}
