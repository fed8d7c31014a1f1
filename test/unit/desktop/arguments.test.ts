import { expect, it } from 'vitest'
import { argumentsAgain, ownArguments } from '#electron/desktop/arguments.ts'

it.each([
  [['ergo'], true, []],
  [['ergo', 'a.ergo.json', '--data-dir', '/d'], true, ['--data-dir', '/d', 'a.ergo.json']],
  [
    ['electron', '--inspect=0', '/app', '--no-sandbox', '--data-dir=/d', 'b.json'],
    false,
    ['--data-dir=/d', 'b.json'],
  ],
  [['electron', '.', '-psn_0_1'], false, []],
  [['ergo', '--data-dir'], true, ['--data-dir', '']],
  [['ergo', 'file:///home/me/My%20chain.ergo.json'], true, ['/home/me/My chain.ergo.json']],
  [['electron', '/app', 'FILE:/home/me/%C3%A9.ergorun'], false, ['/home/me/é.ergorun']],
  [['ergo', 'file:///a%2Fb.json', 'file:notes.json'], true, ['file:///a%2Fb.json', 'file:notes.json']],
])('of %j takes what is ours', (argv, packaged, own) => {
  expect(ownArguments(argv, packaged)).toEqual(own)
})

it.each([
  [['ergo', '--no-sandbox', '/old.ergo.json'], true, ['--no-sandbox', '/new.ergo.json']],
  [
    ['electron', '--inspect=0', '/app', '--data-dir', '/d', '/old.ergo.json'],
    false,
    ['--inspect=0', '/app', '--data-dir', '/d', '/new.ergo.json'],
  ],
])('%j starts again with another file', (argv, packaged, again) => {
  expect(argumentsAgain(argv, packaged, ['/new.ergo.json'])).toEqual(again)
})
