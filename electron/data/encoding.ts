import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import iconv from 'iconv-lite'
import { fail } from '#shared/base/errors.ts'

/** Enough to see a file's first lines. */
const HEAD_BYTES = 65_536
const UTF8 = /^utf-?8$/i

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The beginning of a UTF-8 file, without a byte order mark. */
export async function headOf(path: string): Promise<string> {
  return (await firstBytes(path, HEAD_BYTES)).toString('utf8').replace(/^\ufeff/, '')
}

/** The encoding that a byte order mark at a file's start says. */
function markedEncoding(start: Buffer): string | undefined {
  const [a, b, c, d] = start
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** The encoding of a file's text: as told, else by its byte order mark, else UTF-8. Error: `encoding_unknown`. */
export async function encodingOf(path: string, told: string | undefined): Promise<string> {
  if (!told || told === 'auto') return markedEncoding(await firstBytes(path, 4)) ?? 'utf-8'
  if (!iconv.encodingExists(told)) {
    fail(
      'encoding_unknown',
      `There is no encoding "${told}": try utf-8, windows-1252, latin1, utf-16 or shift_jis.`,
    )
  }
  return told
}

/** What decoding puts where bytes mean nothing in the encoding. */
const REPLACEMENT = '\ufffd'

/** Text of a whole buffer. Error: `encoding_failed`. */
export function decode(bytes: Buffer, encoding: string, name: string): string {
  const text = iconv.decode(bytes, encoding)
  if (text.includes(REPLACEMENT) && !(UTF8.test(encoding) && bytes.includes(REPLACEMENT))) {
    notIn(encoding, name)
  }
  return text
}

function notIn(encoding: string, name: string): never {
  const hint = UTF8.test(encoding) ? 'windows-1252 is common for files from Windows' : 'try another'
  return fail('encoding_failed', `The file "${name}" is not ${encoding} text: say its encoding (${hint}).`)
}

/**
 * The path of a UTF-8 file with the file's text: the file itself if it is UTF-8, else a copy in the scratch folder.
 * Errors: `encoding_unknown`, `encoding_failed`.
 */
export async function inUtf8(
  path: string,
  told: string | undefined,
  scratch: () => Promise<string>,
  signal: AbortSignal,
): Promise<string> {
  const encoding = await encodingOf(path, told)
  if (UTF8.test(encoding)) return path
  const copy = join(await scratch(), `${randomUUID()}.txt`)
  const check = new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(text, _encoding, done) {
      try {
        if (String(text).includes(REPLACEMENT)) notIn(encoding, basename(path))
        done(null, text)
      } catch (thrown) {
        done(thrown instanceof Error ? thrown : new Error(String(thrown)))
      }
    },
  })
  const decoder = iconv.decodeStream(encoding)
  await pipeline(createReadStream(path), decoder, check, createWriteStream(copy), { signal })
  return copy
}
