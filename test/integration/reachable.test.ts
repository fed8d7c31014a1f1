import { describe, expect, it } from 'vitest'
import { LIBRARY } from '#electron/sandbox/library/index.ts'
import { makeConfines } from '#electron/sandbox/scope.ts'

const feral = {
  Function,
  eval: Reflect.get(globalThis, 'eval'),
  Date,
  Promise,
  Error,
  Proxy,
  Reflect,
  WeakRef,
  process,
  globalThis,
}
const feralMembers = { random: Math.random, now: Date.now, exit: process.exit, bind: Reflect.construct }

const { scope, evaluate } = makeConfines(LIBRARY)

/** Objects that syntax makes without a name. */
const literals = evaluate(`[
  {}, [], () => 0, function () {}, function* () {}, (function* () {})(), class {}, /x/, new Error(), [].values(),
  ''.matchAll(/x/g), new Map().entries(), new Set().values(), Object(''), Object(0), Object(true), Object(0n),
  Object.getOwnPropertySymbols([].constructor.prototype).map(Object), ((s) => s)\`x\`,
  (function () { return arguments })(), ({ get x() { return 1 } }),
  (() => { try { null.x } catch (e) { return e } })(),
  [].values().map((x) => x), [].values().flatMap((x) => x), Reflect.getPrototypeOf([].values().take(1)),
]`)

/** Everything that can be reached by properties, accessors and prototypes. */
function reach(roots: readonly unknown[]): Map<object, string> {
  const found = new Map<object, string>()
  const queue: [unknown, string][] = roots.map((root, i) => [root, `root ${i}`])
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [value, path] = next
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || found.has(value))
      continue
    found.set(value, path)
    queue.push([Object.getPrototypeOf(value), `${path}.[[Prototype]]`])
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key)
      const at = `${path}.${String(key)}`
      queue.push([property?.value, at], [property?.get, `get ${at}`], [property?.set, `set ${at}`])
    }
  }
  return found
}

describe('all that evaluated text can reach', () => {
  const found = reach([scope, ...Object.values(scope), literals])
  const shared = reach(Object.values(scope))

  it('is a good deal, the library included', () => {
    expect(found.size).toBeGreaterThan(500)
    for (const [name, value] of Object.entries(LIBRARY)) expect(found.has(Object(value)), name).toBe(true)
  })

  it.each(Object.entries({ ...feral, ...feralMembers }))('is not the host’s %s', (_name, power) => {
    expect(found.get(Object(power))).toBeUndefined()
  })

  it('can not be changed, where it outlives an evaluation', () => {
    const open = [...shared].filter(([value]) => !Object.isFrozen(value)).map(([, path]) => path)
    expect(open).toEqual([])
  })

  it('has no promise and no async function', () => {
    const names = [...found.keys()].map((value) => Object.prototype.toString.call(value))
    expect(names.filter((name) => /Promise|Async/.test(name))).toEqual([])
  })
})
