import type { Command } from '#shared/chain/command.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { constant, edge, expression } from './window.ts'

/** `a` → `b` → `c`, and `d` beside them. */
export const LINE: Chain = {
  name: 'Line',
  parameters: [{ name: 'factor', type: 'number', default: 2 }],
  nodes: [
    constant('a', 3),
    expression('b', 'a * params.factor'),
    expression('c', 'b + 1'),
    constant('d', 'aside'),
  ],
  edges: [edge('a', 'b'), edge('b', 'c')],
}

/** An entry of the journal: another expression for a node. The contract has the client send inverses; the app makes its own. */
export function configure(id: string, text: string): { label: string; command: Command; inverse: Command } {
  const command = (expression: string): Command => ({ type: 'configureNode', id, config: { expression } })
  return { label: 'Set', command: command(text), inverse: command('') }
}
