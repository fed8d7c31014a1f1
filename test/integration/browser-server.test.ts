import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserServer, serveBrowser } from '#electron/browser/server.ts'
import { Downloads } from '#electron/rpc/files/downloads.ts'
import { openAssets } from '#electron/window/assets.ts'
import { NONCE_PLACEHOLDER } from '#electron/window/policy.ts'
import { send, sendUpgrade } from '../support/http.ts'

let folder: string
let server: BrowserServer
let connected = 0
const downloads = new Downloads(join(tmpdir(), `ergo-downloads-${process.pid}`))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ergo-window-'))
  const root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), `<!doctype html><meta nonce="${NONCE_PLACEHOLDER}">`)
  await writeFile(join(root, 'assets/main-abc.js'), 'export {}')
  await writeFile(join(root, 'odd.bin'), 'x')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  server = await serveBrowser({
    port: 0,
    assets: await openAssets(root),
    downloads,
    connect: (socket) => {
      connected += 1
      socket.close()
    },
  })
})
afterAll(async () => {
  await server.close()
  await downloads.close()
  await rm(folder, { recursive: true })
})

const tokenOf = (address: string): string => new URL(address).search
const get = (path: string, headers?: Record<string, string>, method?: string) =>
  send(server.port, path, headers, method)

/** Opens a new address and gives the cookie for it. */
async function session(): Promise<string> {
  const { headers } = await get(`/${tokenOf(server.newAddress())}`)
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

describe('the token', () => {
  it('becomes a strict cookie and a clean address', async () => {
    const answer = await get(`/${tokenOf(server.newAddress())}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^ergo_session_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
  })

  it('works once', async () => {
    const path = `/${tokenOf(server.newAddress())}`
    const first = await get(path)
    const again = await get(path)
    expect(first.status).toBe(303)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.body).toContain('Press Enter')
  })

  it('used again by the browser that has the cookie only leads to the page', async () => {
    const path = `/${tokenOf(server.newAddress())}`
    const cookie = (await get(path)).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const again = await get(path, { Cookie: cookie })
    expect(again.status).toBe(303)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it.each(['?token=', '?token=wrong', '?token=%00'])('is refused when it is wrong: %s', async (query) => {
    expect((await get(`/${query}`)).status).toBe(403)
  })

  it('is void once there is a newer one', async () => {
    const old = server.newAddress()
    server.newAddress()
    expect((await get(`/${tokenOf(old)}`)).status).toBe(403)
  })

  it('counts at the page only', async () => {
    expect((await get(`/assets/main-abc.js${tokenOf(server.newAddress())}`)).status).toBe(403)
  })
})

describe('the page', () => {
  it('comes with a strict policy and a nonce of its own', async () => {
    const cookie = await session()
    const [one, two] = [await get('/', { Cookie: cookie }), await get('/', { Cookie: cookie })]
    expect(one.status).toBe(200)
    const policy = String(one.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).toContain(`ws://127.0.0.1:${server.port}`)
    const nonce = /nonce="([^"]+)"/.exec(one.body)?.[1]
    expect(policy).toContain(`'nonce-${nonce}'`)
    expect(two.body).not.toBe(one.body)
    expect(one.headers['x-content-type-options']).toBe('nosniff')
    expect(one.headers['cache-control']).toBe('no-store')
    expect(one.headers['x-powered-by']).toBeUndefined()
  })

  it('has its files with their types, kept where their name tells their content', async () => {
    const cookie = await session()
    const script = await get('/assets/main-abc.js', { Cookie: cookie })
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(script.headers['cache-control']).toContain('immutable')
    expect(script.body).toBe('export {}')
    const odd = await get('/odd.bin', { Cookie: cookie })
    expect(odd.headers['content-type']).toBe('application/octet-stream')
    const head = await get('/', { Cookie: cookie }, 'HEAD')
    expect([head.status, head.body]).toEqual([200, ''])
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/....//secret.txt',
    '/..\\secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%00',
    '//secret.txt',
    'http://[/',
  ])('does not lead out of its folder: %s', async (path) => {
    const answer = await get(path, { Cookie: await session() })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toBe('secret')
  })
})

describe('a stranger', () => {
  it('without the cookie gets nothing', async () => {
    expect((await get('/')).status).toBe(403)
    expect((await get('/assets/main-abc.js')).status).toBe(403)
    expect((await get('/', { Cookie: `ergo_session_${server.port}=guess` })).status).toBe(403)
    expect((await get('/', { Cookie: `other=1; ergo_session_1=${await session()}` })).status).toBe(403)
  })

  it('that another site has led here comes again from our own page', async () => {
    const led = await get('/', { 'Sec-Fetch-Site': 'cross-site' })
    expect([led.status, led.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(led.body).toContain('http-equiv="refresh"')
    expect((await get('/odd.bin', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  })

  it('with a name that leads here is refused, cookie or not', async () => {
    const cookie = await session()
    for (const Host of ['evil.example', `evil.example:${server.port}`, 'localhost', '127.0.0.1']) {
      expect((await get('/', { Cookie: cookie, Host })).status).toBe(421)
      expect((await get(`/${tokenOf(server.newAddress())}`, { Host })).status).toBe(421)
    }
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'from the origin %s is refused',
    async (Origin) => {
      expect((await get('/', { Cookie: await session(), Origin })).status).toBe(403)
    },
  )

  it('may only read', async () => {
    expect((await get('/', { Cookie: await session() }, 'POST')).status).toBe(405)
  })
})

describe('the WebSocket', () => {
  const own = () => `http://127.0.0.1:${server.port}`

  it('opens for our own page with the cookie', async () => {
    const before = connected
    expect(await sendUpgrade(server.port, '/rpc', { Cookie: await session(), Origin: own() })).toBe(101)
    expect(connected).toBe(before + 1)
  })

  it('opens for nobody else', async () => {
    const cookie = await session()
    const before = connected
    const tries: [string, Record<string, string>, number][] = [
      ['/rpc', { Origin: own() }, 403],
      ['/rpc', { Origin: own(), Cookie: `ergo_session_${server.port}=guess` }, 403],
      ['/rpc', { Cookie: cookie }, 403],
      ['/rpc', { Cookie: cookie, Origin: 'http://evil.example' }, 403],
      ['/rpc', { Cookie: cookie, Origin: own(), Host: 'evil.example' }, 421],
      ['/other', { Cookie: cookie, Origin: own() }, 404],
    ]
    for (const [path, headers, status] of tries)
      expect(await sendUpgrade(server.port, path, headers)).toBe(status)
    expect(connected).toBe(before)
  })
})

describe('the server', () => {
  it('says when its port is taken', async () => {
    const assets = await openAssets(join(folder, 'renderer'))
    await expect(
      serveBrowser({ port: server.port, assets, downloads, connect: () => {} }),
    ).rejects.toMatchObject({
      code: 'port_in_use',
    })
  })

  it('closes with windows still open', async () => {
    const assets = await openAssets(join(folder, 'renderer'))
    const other = await serveBrowser({ port: 0, assets, downloads, connect: () => {} })
    const cookie =
      (await send(other.port, `/${tokenOf(other.newAddress())}`)).headers['set-cookie']?.[0] ?? ''
    const origin = `http://127.0.0.1:${other.port}`
    expect(
      await sendUpgrade(other.port, '/rpc', { Cookie: cookie.split(';')[0] ?? '', Origin: origin }),
    ).toBe(101)
    await other.close()
    await expect(send(other.port, '/')).rejects.toThrow('ECONNREFUSED')
  })

  it('says when the window has not been built', async () => {
    await expect(openAssets(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'window_not_built' })
  })
})

describe('a download', () => {
  it('is given once, under its own name, to the session alone', async () => {
    const path = await downloads.place()
    await writeFile(path, 'a,b\n1,2\n')
    const address = downloads.offer({ path, name: 'Größe.csv' })
    expect((await get(address)).status).toBe(403)
    const Cookie = await session()
    const answer = await get(address, { Cookie })
    expect(answer.status).toBe(200)
    expect(answer.body).toBe('a,b\n1,2\n')
    expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.csv")
    await expect.poll(() => existsSync(path)).toBe(false)
    expect((await get(address, { Cookie })).status).toBe(404)
    expect((await get('/download/none', { Cookie })).status).toBe(404)
  })
})
