/** What a verb of `shared/contract/actions.ts` does. Its label, menu and keys stand there. */
export interface Action {
  /** Whether it can be done now. Reads stores only; asked again whenever one of them changes. */
  readonly available?: () => boolean
  readonly perform: () => void | Promise<void>
}
