import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

type NodeText = Record<string, unknown> & { id: string }

/** A document with edges written as `source>target`, `source:port>target` or `source>target:port`. */
export function documentOf(
  nodes: readonly NodeText[],
  edges: readonly string[],
  more: Record<string, unknown> = {},
): unknown {
  return {
    format: 'ergo.chain',
    version: 1,
    name: 'Test',
    nodes,
    edges: edges.map((text, i) => {
      const [from = '', to = ''] = text.split('>')
      const [source, sourcePort] = from.split(':')
      const [target, targetPort] = to.split(':')
      return {
        id: `e${i}`,
        source,
        ...(sourcePort ? { sourcePort } : {}),
        target,
        ...(targetPort ? { targetPort } : {}),
      }
    }),
    ...more,
  }
}

export const constant = (id: string, value: unknown): NodeText => ({
  id,
  type: 'DATA_INPUT',
  operation: 'constant',
  config: { value },
})
export const expression = (id: string, text: string, more: Record<string, unknown> = {}): NodeText => ({
  id,
  type: 'CALCULATE',
  operation: 'expression',
  config: { expression: text },
  ...more,
})
export const returned = (id: string, shape = 'raw'): NodeText => ({
  id,
  type: 'OUTPUT',
  operation: 'return',
  config: { shape },
})

/** Writes JSON, or text as it is, and gives the path. */
export function writeJson(folder: string, name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
