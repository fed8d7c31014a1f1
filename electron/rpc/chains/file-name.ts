/** A chain's name as a file's: what some system can't store becomes a hyphen. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 100)
  return `${plain || 'chain'}.ergo.json`
}
