import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '#shared/base/errors.ts'
import { ChainId } from '#shared/base/ids.ts'
import { Command } from '#shared/chain/command.ts'
import { applyCommand } from '#shared/chain/edit.ts'
import type { Chain } from '#shared/chain/schema.ts'

/** The app's end: one chain with its journal; can be made to fail, and to hold answers back. */
const app = vi.hoisted(() => ({
  chain: undefined as unknown,
  position: 0,
  failure: undefined as AppError | undefined,
  edits: 0,
}))

vi.mock('../../../renderer/api.ts', () => {
  const state = () => ({ position: app.position, length: app.position, undoLabel: null, redoLabel: null })
  return {
    api: {
      chains: {
        async edit({ base, entries }: { base: number; entries: { command: Command }[] }) {
          app.edits += 1
          if (app.failure) throw app.failure
          if (entries.some(({ command }) => !Command.safeParse(command).success))
            throw { code: 'request_invalid', message: 'Too short.' }
          if (base !== app.position) throw { code: 'edit_conflict', message: 'elsewhere' }
          for (const { command } of entries) edit(command)
          return state()
        },
        get: async () => ({ summary: { id: 'c', path: null }, chain: app.chain, journal: state() }),
      },
    },
    errorOf: (thrown: unknown) => thrown,
    useConnection: { subscribe: () => () => {} },
  }
})

const { useDocument } = await import('../../../renderer/stores/document.ts')

function edit(command: Command): void {
  const edited = applyCommand(app.chain as Chain, command)
  if (!edited.ok) throw edited.error
  app.chain = edited.value.chain
  app.position += 1
}
const nodes = (): string[] => (useDocument.getState().chain?.nodes ?? []).map(({ id, name }) => name ?? id)
const add = (id: string): Command => ({
  type: 'addNodes',
  nodes: [{ id, type: 'DATA_INPUT', operation: 'constant', config: { value: 1 } }],
  edges: [],
})
const rename = (id: string, name: string): Command => ({ type: 'renameNode', id, name })
const remove = (id: string): Command => ({ type: 'removeNodes', ids: [id] })
const ID = ChainId.parse('c')

beforeEach(async () => {
  app.chain = { name: 'Chain', parameters: [], nodes: [], edges: [] } satisfies Chain
  Object.assign(app, { position: 0, failure: undefined, edits: 0 })
  edit(add('a'))
  useDocument.setState({ notice: undefined })
  useDocument.getState().open({
    summary: { id: ID, path: null },
    chain: app.chain,
    journal: { position: 1, length: 1, undoLabel: null, redoLabel: null },
  } as unknown as Parameters<ReturnType<typeof useDocument.getState>['open']>[0])
})

describe('an edit', () => {
  it('goes on top of what another window has done, and is told where it can’t', async () => {
    edit(add('theirs'))
    edit(remove('a'))
    useDocument.getState().edit('Rename a', rename('a', 'mine'))
    useDocument.getState().edit('Add b', add('b'))
    await vi.waitFor(() => expect(nodes()).toEqual(['theirs', 'b']))
    await useDocument.getState().saved()
    expect((app.chain as Chain).nodes.map(({ id }) => id)).toEqual(['theirs', 'b'])
    expect(useDocument.getState().notice?.text).toBe(
      'Not kept: Rename a. Another window has changed the chain meanwhile.',
    )
  })

  it('that the app refuses is taken back and told; those around it stay', async () => {
    useDocument.getState().edit('Add b', add('b'))
    const nameless: Command = { type: 'setParameters', parameters: [{ name: '', type: 'number' }] }
    useDocument.getState().edit('Name the input', nameless)
    useDocument.getState().edit('Add c', add('c'))
    await vi.waitFor(() => expect(useDocument.getState().notice).toBeDefined())
    await useDocument.getState().saved()
    expect(useDocument.getState()).toMatchObject({
      save: 'saved',
      notice: { text: 'Not kept: Name the input. Too short.' },
      chain: { nodes: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], parameters: [] },
    })
    expect(app.chain).toEqual(useDocument.getState().chain)
  })

  it('that the app refuses though it is sound is not sent for ever', async () => {
    app.failure = { code: 'request_invalid', message: 'Not by this version.' }
    useDocument.getState().edit('Add b', add('b'))
    await vi.waitFor(() => expect(useDocument.getState().notice).toBeDefined())
    expect([nodes(), app.edits]).toEqual([['a'], 1])
  })

  it('that is not saved is built upon by nothing', async () => {
    app.failure = { code: 'store_full', message: 'The disk is full.' }
    useDocument.getState().edit('Add b', add('b'))
    await expect(useDocument.getState().saved()).rejects.toThrow(
      'The last change of the chain is not saved. The disk is full.',
    )
    await useDocument.getState().flush()
    expect([nodes(), useDocument.getState().save]).toEqual([['a', 'b'], 'failed'])
  })
})

describe('an edit of another window', () => {
  it('is taken over once it is heard of, and its own is none', async () => {
    const { heard } = useDocument.getState()
    edit(add('theirs'))
    heard(ChainId.parse('other'), 2)
    heard(ID, 1)
    await new Promise((resolve) => setTimeout(resolve))
    expect(nodes()).toEqual(['a'])
    heard(ID, 2)
    await vi.waitFor(() => expect(nodes()).toEqual(['a', 'theirs']))
  })

  it('that replaces the chain while an edit is under way is taken over after it', async () => {
    app.chain = { ...(app.chain as Chain), nodes: [] }
    useDocument.getState().edit('Add b', add('b'))
    useDocument.getState().heard(ID)
    expect(nodes()).toEqual(['a', 'b'])
    await vi.waitFor(() => expect(nodes()).toEqual(['b']))
  })

  it('that replaces the chain is taken over wherever its journal stands', async () => {
    app.chain = { ...(app.chain as Chain), nodes: [] }
    useDocument.getState().heard(ID)
    await vi.waitFor(() => expect(nodes()).toEqual([]))
  })
})
