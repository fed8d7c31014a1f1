import type { NodeType } from '#shared/chain/schema.ts'

/** A node type as people call it. */
export const TYPE_WORDS: Readonly<Record<NodeType, { readonly title: string; readonly help: string }>> = {
  DATA_INPUT: { title: 'Data in', help: 'Where values come from' },
  TRANSFORM: { title: 'Transform', help: 'Change the shape of data' },
  CALCULATE: { title: 'Calculate', help: 'Work out numbers' },
  CONDITION: { title: 'Decide', help: 'Choose which way to go' },
  OUTPUT: { title: 'Conclude', help: 'Keep, show or send what was found' },
}
