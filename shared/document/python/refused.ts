/** Text that is not carried over, with where in it the trouble begins. */
export class Refused extends Error {
  /** From 0. */
  readonly offset: number
  constructor(reason: string, offset: number) {
    super(reason)
    this.offset = offset
  }
}

export function refuse(reason: string, offset: number): never {
  throw new Refused(reason, offset)
}
