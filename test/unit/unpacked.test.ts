import { expect, it } from 'vitest'
import { unpacked } from '#electron/app/unpacked.ts'

it.each([
  [
    'file:///opt/Ergo/resources/app.asar/out/main/x.js',
    'file:///opt/Ergo/resources/app.asar.unpacked/out/main/x.js',
  ],
  ['C:\\Ergo\\resources\\app.asar\\out\\x.js', 'C:\\Ergo\\resources\\app.asar.unpacked\\out\\x.js'],
  ['/home/me/ergo/out/main/x.js', '/home/me/ergo/out/main/x.js'],
  ['/r/app.asar.unpacked/out/x.js', '/r/app.asar.unpacked/out/x.js'],
])('%s is the plain file %s', (place, file) => {
  expect(unpacked(place)).toBe(file)
})
