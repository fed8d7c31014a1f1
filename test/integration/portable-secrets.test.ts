import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRunFile } from '#electron/portable/container.ts'
import { documentIn, takeRun } from '#electron/portable/read.ts'
import { writeRun } from '#electron/portable/write.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { readDocument } from '#shared/document/read.ts'
import { registry } from '#shared/operation/registry.ts'
import type { RunEvent } from '#shared/run/events.ts'
import type { PortableRun } from '#shared/run/portable.ts'
import { LEFT_OUT, withoutSecrets } from '#shared/run/secrets.ts'
import { foldRun } from '#shared/run/state.ts'
import { constant, edge, follow, openTestWindow } from '../support/window.ts'
import { finished, result, started } from './store/events.ts'
import { freshFolder, freshStore } from './store/world.ts'

const file = (): string => join(freshFolder(), 'run.ergorun')

/** The document in a run's file. */
function documentAt(path: string): PortableRun {
  const opened = openRunFile(path)
  try {
    return documentIn(opened, path)
  } finally {
    opened.close()
  }
}

describe('secrets', () => {
  it('are left out of what is handed on', async () => {
    const found: string[] = []
    const clean = withoutSecrets(
      {
        headers: { Authorization: 'Bearer x', Accept: 'a/b' },
        secretHeaders: { Authorization: 'LAB_TOKEN' },
        list: [{ apiKey: 7 }],
        token: '',
      },
      '',
      (path) => found.push(path),
    )
    expect(clean).toEqual({
      headers: { Authorization: LEFT_OUT, Accept: 'a/b' },
      secretHeaders: { Authorization: 'LAB_TOKEN' },
      list: [{ apiKey: LEFT_OUT }],
      token: '',
    })
    expect(found).toEqual(['headers.Authorization', 'list.0.apiKey'])
  })

  it('are found however deep they lie under their name', () => {
    const found: string[] = []
    const credentials = { user: 'ada', pins: [1234, '', true, null] }
    expect(withoutSecrets({ credentials }, 'x', (path) => found.push(path))).toEqual({
      credentials: { user: LEFT_OUT, pins: [LEFT_OUT, '', true, null] },
    })
    expect(found).toEqual(['x.credentials.user', 'x.credentials.pins.0'])
  })

  /** The document of the file that a run of this chain with these events is written to, and what was left out of it. */
  async function written(chain: unknown, events: readonly RunEvent[]) {
    const read = readDocument(
      JSON.stringify({ format: 'ergo.chain', version: 1, ...Object(chain) }),
      registry,
    )
    if (!read.ok) throw new Error(read.error[0]?.message)
    const store = freshStore()
    const recorder = store.runs.record({ chainId: null, chain: read.value.chain, trigger: 'command' })
    for (const event of events) recorder.listen(event)
    await recorder.done
    const path = file()
    const redacted = await writeRun(store, ExecutionId.parse('run-1'), path)
    expect(await takeRun(freshStore(), path)).toBe('run-1')
    const document = documentAt(path)
    return { document, text: JSON.stringify(document), redacted: redacted.sort() }
  }

  it('are left out of what a chain keeps without knowing it', async () => {
    const token = 'SUPERSECRET123'
    const future = {
      id: 'later',
      type: 'OUTPUT',
      operation: 'teleport',
      config: { apiKey: token },
      more: { token },
    }
    const { document, text, redacted } = await written(
      {
        name: 'Kept',
        nodes: [
          { ...constant('a', 1), auth: { token, kind: 'x' } },
          future,
          {
            id: 'old',
            type: 'DATA_INPUT',
            operation: 'api',
            placeholder: {
              reason: 'Unknown.',
              format: 'labflow',
              text: `{"node_id": "old", "config": {"headers": {"Authorization": "${token}"}, "url": "http://a"}}`,
            },
          },
          {
            id: 'plain',
            type: 'DATA_INPUT',
            operation: 'api',
            placeholder: { reason: 'Unknown.', format: 'labflow', text: '{ "node_id":  "plain" }' },
          },
          {
            id: 'broken',
            type: 'DATA_INPUT',
            operation: 'api',
            placeholder: { reason: 'Unknown.', format: 'labflow', text: `{"token": "${token}"` },
          },
          {
            id: 'twice',
            type: 'DATA_INPUT',
            operation: 'api',
            placeholder: {
              reason: 'Unknown.',
              format: 'labflow',
              text: `{"token": "${token}", "token": ""}`,
            },
          },
        ],
        edges: [{ ...edge('a', 'later'), password: token }],
        parameters: [{ name: 'service', default: { token }, secret: token }],
        frames: [{ id: 'f', title: 'F', position: { x: 0, y: 0 }, width: 9, height: 9, token }],
        notes: [{ id: 'n', text: 'N', position: { x: 0, y: 0 }, width: 9, height: 9, token }],
        credentials: [token],
      },
      [started('run-1', ['a']), finished()],
    )
    expect(text).not.toContain(token)
    expect(redacted).toEqual([
      'a.auth.token',
      'broken.placeholder',
      'credentials.0',
      'edges.a-later.password',
      'frames.f.token',
      'later.config.apiKey',
      'later.more.token',
      'notes.n.token',
      'old.config.headers.Authorization',
      'parameters.service.secret',
      'parameters.service.token',
    ])
    expect(text).toContain(JSON.stringify('{ "node_id":  "plain" }'))
    expect(document.chain).toMatchObject({
      nodes: [
        { id: 'a', auth: { token: LEFT_OUT, kind: 'x' } },
        { ...future, config: { apiKey: LEFT_OUT }, more: { token: LEFT_OUT } },
        { id: 'old', placeholder: { reason: 'Unknown.', text: expect.stringContaining('http://a') } },
        { id: 'plain' },
        { id: 'broken', placeholder: { reason: 'Unknown.', format: 'labflow' } },
        { id: 'twice', placeholder: { text: expect.stringContaining('"token": ""') } },
      ],
    })
  })

  it('are left out of what a run has made of them', async () => {
    const [token, pin] = ['SUPERSECRET123', 90210]
    const error = { code: 'x', message: 'No.', data: { given: [token] } }
    const node = { nodeId: 'a', at: 2 } as const
    const { text, redacted, document } = await written(
      {
        name: 'Copied',
        parameters: [{ name: 'login', type: 'record' }],
        nodes: [
          { ...constant('a', 1), config: { value: { apiKey: token, short: 'abc' } } },
          { id: 'pin', type: 'DATA_INPUT', operation: 'parameter', config: { path: 'login.password' } },
          { id: 'token', type: 'DATA_INPUT', operation: 'parameter' },
          { id: 'user', type: 'DATA_INPUT', operation: 'parameter', config: { path: 'login.user' } },
        ],
      },
      [
        started('run-1', ['a', 'pin', 'token', 'user'], {
          login: { user: 'ada', password: pin },
          token: 'abc',
        }),
        { type: 'node-started', ...node, attempt: 1 },
        { type: 'node-attempt', ...node, attempt: 1, error, retryInMs: 1 },
        {
          type: 'node-recorded',
          ...node,
          record: { kind: 'script', name: 's', version: 1, arguments: { apiKey: 'OTHERSECRET', key: token } },
        },
        {
          type: 'node-recorded',
          ...node,
          record: { kind: 'annotation', subject: 's', data: { told: token } },
        },
        { type: 'node-recorded', ...node, record: { kind: 'log', level: 'info', message: 'abc' } },
        {
          type: 'node-finished',
          ...node,
          result: result({
            value: { kind: 'json', json: [{ used: token, made: ['OTHERSECRET', 'abc'] }] },
            outputs: { chart: { kind: 'chart', spec: { title: token } } },
            decision: { result: token, path: 'true' },
            warnings: [{ code: 'w', message: 'Hm.', data: { key: token } }],
          }),
        },
        ...[pin, 'abc', 'ada'].map(
          (json, i): RunEvent => ({
            type: 'node-finished',
            nodeId: ['pin', 'token', 'user'][i] ?? '',
            at: 3,
            result: result({ value: { kind: 'json', json } }),
          }),
        ),
        { type: 'run-finished', at: 9, status: 'failed', error },
      ],
    )
    expect(text).not.toMatch(/SUPERSECRET123|OTHERSECRET|90210/)
    expect(redacted).toEqual([
      'a.config.value.apiKey',
      'a.error',
      'a.record',
      'a.record.apiKey',
      'a.result',
      'error',
      'inputs.login.password',
      'inputs.token',
      'pin.result',
      'token.result',
    ])
    const { nodes, records } = foldRun(document.events)
    expect(nodes.get('a')?.result?.value).toEqual({
      kind: 'json',
      json: [{ used: LEFT_OUT, made: [LEFT_OUT, 'abc'] }],
    })
    expect(nodes.get('token')?.result?.value).toEqual({ kind: 'json', json: LEFT_OUT })
    expect(nodes.get('user')?.result?.value).toEqual({ kind: 'json', json: 'ada' })
    expect(records.map(({ record }) => record)).toContainEqual({
      kind: 'script',
      name: 's',
      version: 1,
      arguments: { apiKey: LEFT_OUT, key: LEFT_OUT },
    })
  })

  it('are left out of what is noted of a script’s arguments', async () => {
    const window = await openTestWindow()
    try {
      const { client } = window
      await client.scripts.save({
        name: 'fetcher',
        code: 'return { used: apiKey }',
        parameters: [{ name: 'apiKey', type: 'text' }],
      })
      const config = { script: 'fetcher', arguments: { apiKey: 'SUPERSECRET123' } }
      const { summary } = await client.chains.create({
        chain: {
          name: 'Scripted',
          parameters: [],
          nodes: [{ id: 'fetch', type: 'TRANSFORM', operation: 'script', config }],
          edges: [],
        },
      })
      const { id } = await client.runs.start({ chainId: summary.id })
      const { state } = await follow(client, id)
      expect(JSON.stringify([...state.records])).toContain('SUPERSECRET123')
      const path = file()
      const { redacted } = await client.portable.save({ executionId: id, path })
      expect(redacted.sort()).toEqual([
        'fetch.config.arguments.apiKey',
        'fetch.record.apiKey',
        'fetch.result',
      ])
      expect(JSON.stringify(documentAt(path))).not.toContain('SUPERSECRET123')
      expect(window.bugs).toEqual([])
    } finally {
      await window.close()
    }
  })
})
