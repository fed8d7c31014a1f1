import { refuse } from './refused.ts'

const SINGLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
}
const CODE = /x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})/y

/** Reads the string literal that begins at `at` with this prefix and quote. `end` is the place after it. */
export function readString(
  source: string,
  at: number,
  prefix: string,
  quote: string,
): { value: string; end: number } {
  const letters = prefix.toLowerCase()
  if (/f/.test(letters)) refuse('f-strings are not carried over', at)
  if (/b/.test(letters)) refuse('bytes are not carried over', at)
  if (!/^[ru]?$/.test(letters)) refuse(`a text can't have the prefix "${prefix}"`, at)
  const isRaw = letters === 'r'
  let value = ''
  let i = at + prefix.length + quote.length
  while (!source.startsWith(quote, i)) {
    const char = source[i]
    if (char === undefined || (char === '\n' && quote.length === 1))
      return refuse('the text is not closed', at)
    if (char === '\r') {
      // Python reads every end of line as one sign.
      value += '\n'
      i += source[i + 1] === '\n' ? 2 : 1
    } else if (char !== '\\') {
      value += char
      i += 1
    } else if (isRaw) {
      value += source.slice(i, i + 2)
      i += 2
    } else {
      const escaped = readEscape(source, i)
      value += escaped.value
      i = escaped.end
    }
  }
  return { value, end: i + quote.length }
}

function readEscape(source: string, at: number): { value: string; end: number } {
  const next = source[at + 1]
  if (next === undefined) return refuse('the text is not closed', at)
  const single = SINGLE[next]
  if (single !== undefined) return { value: single, end: at + 2 }
  if (next === 'N') return refuse('characters by name (\\N) are not carried over', at)
  CODE.lastIndex = at + 1
  const found = CODE.exec(source)
  if (!found) {
    // Python keeps the backslash of an escape that it does not know, but not of a broken one that it does.
    if (/[xuU]/.test(next)) refuse('the escape is not complete', at)
    return { value: `\\${next}`, end: at + 2 }
  }
  const [, two, four, eight, octal] = found
  const code =
    octal === undefined ? Number.parseInt(two ?? four ?? eight ?? '', 16) : Number.parseInt(octal, 8)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) refuse('there is no such character', at)
  return { value: String.fromCodePoint(code), end: CODE.lastIndex }
}
