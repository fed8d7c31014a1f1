import { expect, it } from 'vitest'
import { ownArguments } from '#electron/desktop/arguments.ts'

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
])('of %j takes what is ours', (argv, packaged, own) => {
  expect(ownArguments(argv, packaged)).toEqual(own)
})
