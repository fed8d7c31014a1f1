import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { utilityHost } from '#electron/desktop/utility-host.ts'

class Child extends EventEmitter {
  pid: number | undefined = 4242
  stderr = new PassThrough()
  postMessage = vi.fn()
}

const electron = vi.hoisted(() => ({ utilityProcess: { fork: vi.fn() } }))
vi.mock('electron', () => electron)

let child: Child
beforeEach(() => {
  child = new Child()
  electron.utilityProcess.fork.mockReturnValue(child)
})
afterEach(() => vi.restoreAllMocks())

function start() {
  const listener = { said: vi.fn(), ended: vi.fn() }
  return { listener, link: utilityHost('/host.js')(listener) }
}

it('tells of the error that ended a process, and goes on itself', () => {
  const { listener } = start()
  expect(() => child.emit('error', 'FatalError', 'v8::ToLocalChecked', '{}')).not.toThrow()
  expect(listener.ended).not.toHaveBeenCalled()
  child.emit('exit', 5)
  expect(listener.ended).toHaveBeenCalledExactlyOnceWith({
    by: 'FatalError in v8::ToLocalChecked',
    stderr: '',
  })
})

it('tells the code of any other end', () => {
  const { listener } = start()
  child.emit('exit', 7)
  expect(listener.ended).toHaveBeenCalledExactlyOnceWith({ by: 'code 7', stderr: '' })
})

it('kills a process that is there, and minds nothing about one that has died just now', () => {
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
  })
  const { link } = start()
  expect(() => link.kill()).not.toThrow()
  expect(kill).toHaveBeenCalledExactlyOnceWith(4242, 'SIGKILL')
  child.emit('exit', 0)
  link.kill()
  expect(kill).toHaveBeenCalledOnce()
})

it('kills a process that was unwanted before it was there', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
  child.pid = undefined
  const { link } = start()
  link.kill()
  expect(kill).not.toHaveBeenCalled()
  child.pid = 4243
  child.emit('spawn')
  expect(kill).toHaveBeenCalledExactlyOnceWith(4243, 'SIGKILL')
})
