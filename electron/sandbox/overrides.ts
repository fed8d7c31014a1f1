/**
 * In a frozen realm, `record[key] = value` throws where `key` is a name that the record's prototype has ("constructor",
 * "valueOf"): a column may be called so. SES repairs that by making the prototype's properties accessors whose setter
 * defines an own property. Its ready-made choices either leave such names out or also cover arrays' iterators, which
 * makes every spread and `Object.fromEntries` several times slower. So this does it for what data and errors need.
 *
 * To be called between `repairIntrinsics` and `hardenIntrinsics`.
 */
export function allowOwnProperties(): void {
  for (const key of Reflect.ownKeys(Object.prototype)) makeOverridable(Object.prototype, key)
  for (const key of ['bind', 'constructor']) makeOverridable(Function.prototype, key)
  for (const { prototype } of [
    Error,
    AggregateError,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  ]) {
    for (const key of ['constructor', 'message', 'name', 'toString']) makeOverridable(prototype, key)
  }
}

function makeOverridable(prototype: object, key: string | symbol): void {
  const property = Object.getOwnPropertyDescriptor(prototype, key)
  if (!property?.configurable || !('value' in property)) return
  const value: unknown = property.value
  const accessors = {
    get(): unknown {
      return value
    },
    set(this: object, own: unknown): void {
      if (this === prototype) throw new TypeError(`Cannot assign to read only property '${String(key)}'`)
      Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true })
    },
  }
  // Where `harden` finds the value that only the getter's closure holds now.
  Object.defineProperty(accessors.get, 'originalValue', { value })
  Object.defineProperty(prototype, key, {
    get: accessors.get,
    set: accessors.set,
    enumerable: property.enumerable ?? false,
    configurable: true,
  })
}
