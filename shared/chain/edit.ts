import { type AppError, fail, toAppError } from '../base/errors.ts'
import { err, ok, type Result } from '../base/result.ts'
import { batch, type Command, type SimpleCommand } from './command.ts'
import {
  addNodes,
  changeId,
  connect,
  disconnect,
  insertAt,
  moveNodes,
  removeAt,
  removeNodes,
  replaceAt,
} from './graph-edit.ts'
import type { Chain, ChainNode } from './schema.ts'

/** A changed chain, and the command that takes the change back to the letter. */
export interface Edited {
  readonly chain: Chain
  readonly inverse: Command
}

/**
 * Applies a command. What did not change is shared with the chain before, which is left as it was. Linear in the size
 * of the chain for each simple command, however many nodes it touches. Error: `edit_invalid`, when the command does
 * not fit this chain.
 */
export function applyCommand(chain: Chain, command: Command): Result<Edited, AppError> {
  try {
    if (command.type !== 'batch') return ok(apply(chain, command))
    let at = chain
    const inverses: Command[] = []
    for (const part of command.commands) {
      const edited = apply(at, part)
      at = edited.chain
      inverses.push(edited.inverse)
    }
    return ok({ chain: at, inverse: batch(inverses.reverse()) })
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'edit_invalid') throw thrown
    return err(error)
  }
}

function apply(chain: Chain, command: SimpleCommand): Edited {
  switch (command.type) {
    case 'addNodes':
      return addNodes(chain, command.nodes, command.edges)
    case 'removeNodes':
      return removeNodes(chain, command.ids)
    case 'moveNodes':
      return moveNodes(chain, command.moves)
    case 'changeId':
      return changeId(chain, command.id, command.newId)
    case 'connect':
      return connect(chain, command.edges)
    case 'disconnect':
      return disconnect(chain, command.ids)
    case 'insertAt':
      return insertAt(chain, command.nodes, command.edges)
    case 'removeAt':
      return removeAt(chain, command.nodes, command.edges)
    case 'replaceAt':
      return replaceAt(chain, command.nodes, command.edges)
    case 'renameNode': {
      const { node, put } = nodeOf(chain, command.id)
      const { name, ...rest } = node
      const chainNow = put(command.name === null ? rest : { ...rest, name: command.name })
      return { chain: chainNow, inverse: { ...command, name: name ?? null } }
    }
    case 'configureNode': {
      const { node, put } = nodeOf(chain, command.id)
      const { config } = command
      return { chain: put({ ...node, config }), inverse: { ...command, config: node.config } }
    }
    case 'setPolicy': {
      const { node, put } = nodeOf(chain, command.id)
      const { policy, ...rest } = node
      const chainNow = put(command.policy === null ? rest : { ...rest, policy: command.policy })
      return { chain: chainNow, inverse: { ...command, policy: policy ?? null } }
    }
    case 'replaceNode': {
      const { node, put } = nodeOf(chain, command.id)
      if (command.node.id !== command.id) {
        fail('edit_invalid', `The node "${command.id}" can't be replaced by one with another id.`)
      }
      return { chain: put(command.node), inverse: { ...command, node } }
    }
    case 'setParameters': {
      const { parameters } = command
      return { chain: { ...chain, parameters }, inverse: { ...command, parameters: chain.parameters } }
    }
    case 'setFrames': {
      const { frames, ...rest } = chain
      const chainNow = command.frames === null ? rest : { ...rest, frames: command.frames }
      return { chain: chainNow, inverse: { ...command, frames: frames ?? null } }
    }
    case 'setNotes': {
      const { notes, ...rest } = chain
      const chainNow = command.notes === null ? rest : { ...rest, notes: command.notes }
      return { chain: chainNow, inverse: { ...command, notes: notes ?? null } }
    }
    case 'describeChain': {
      const { description, ...rest } = chain
      const { name = chain.name, description: text = description ?? null } = command
      return {
        chain: { ...rest, name, ...(text === null ? {} : { description: text }) },
        inverse: { type: 'describeChain', name: chain.name, description: description ?? null },
      }
    }
    case 'replaceChain':
      return { chain: command.chain, inverse: { type: 'replaceChain', chain } }
  }
}

/** The first node with the id, and a way to put another in its place. */
function nodeOf(chain: Chain, id: string): { node: ChainNode; put: (node: ChainNode) => Chain } {
  const at = chain.nodes.findIndex((candidate) => candidate.id === id)
  const node = chain.nodes[at]
  if (!node) return fail('edit_invalid', `There is no node "${id}".`)
  return { node, put: (changed) => ({ ...chain, nodes: chain.nodes.with(at, changed) }) }
}
