import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** A stream that may be a terminal. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }

/** Where a command writes. `style` gives plain text where the stream shows no colours. */
export interface Terminal {
  out(line: string): void
  lines(lines: readonly string[]): void
  err(line: string): void
  style(format: Format, text: string): string
  /** One line that is drawn over again; undefined where standard error is no terminal. */
  readonly progress: ((text: string) => void) | undefined
  readonly width: number
}

export function openTerminal(stdout: Output, stderr: Output): Terminal {
  let drawn = false
  const clear = (): void => {
    if (drawn) stderr.write('\r\u001b[2K')
    drawn = false
  }
  const width = stdout.columns || 100
  return {
    width,
    out(line) {
      clear()
      stdout.write(`${line}\n`)
    },
    lines(lines) {
      clear()
      stdout.write(lines.map((line) => `${line}\n`).join(''))
    },
    err(line) {
      clear()
      stderr.write(`${line}\n`)
    },
    style: (format, text) => styleText(format, text, { stream: stdout }),
    progress: stderr.isTTY
      ? (text) => {
          clear()
          if (text === '') return
          stderr.write(shorten(text, (stderr.columns || 80) - 1))
          drawn = true
        }
      : undefined,
  }
}

/** The text on one line of at most `width` characters. */
export function shorten(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`
}
