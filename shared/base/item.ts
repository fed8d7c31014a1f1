/** The item at an index that must exist: a missing one is a bug in the caller and throws. */
export function itemAt<T>(list: ArrayLike<T>, index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error(`There is no item ${index} in a list of ${list.length}.`)
  return item
}
