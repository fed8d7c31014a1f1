/** Bytes of a line, and of a page of them. */
export const LINE = 16
export const PAGE = 4096

export const fromBase64 = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** A line of a hex dump: where it begins, its bytes, and their ASCII with a dot for what has no sign. */
export function hexLine(bytes: Uint8Array, offset: number): { place: string; hex: string; text: string } {
  const codes = [...bytes].map((byte) => hex(byte, 2))
  return {
    place: hex(offset, 8),
    hex: Array.from({ length: LINE }, (_, i) => codes[i] ?? '  ').join(' '),
    text: [...bytes].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join(''),
  }
}

const KINDS: readonly [type: string, start: readonly number[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/bmp', [0x42, 0x4d]],
]

/** The kind of picture that bytes begin like, by its signature. */
export function imageType(head: Uint8Array): string | undefined {
  const known = KINDS.find(([, start]) => start.every((byte, i) => head[i] === byte))
  if (known) return known[0]
  const text = String.fromCharCode(...head.subarray(0, 12))
  return text.startsWith('RIFF') && text.endsWith('WEBP') ? 'image/webp' : undefined
}
