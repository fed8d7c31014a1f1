/** A chain's name as a file's. */
export const fileNameOf = (name: string): string => `${plainFileName(name) || 'chain'}.ergo.json`

/** A name as a file's, without an ending: what some system can't store becomes a hyphen. May be empty. */
export function plainFileName(name: string): string {
  return (
    name
      .normalize('NFC')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
      .replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
      .replaceAll(/\s+/g, ' ')
      .replace(/^[.\s-]+|[.\s-]+$/g, '')
      .slice(0, 100)
  )
}
