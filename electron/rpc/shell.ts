/** What a dialog is asked for. */
export interface DialogRequest {
  readonly title: string
  readonly types: readonly { readonly name: string; readonly extensions: readonly string[] }[]
  readonly path?: string | undefined
}

/** The system's dialogs; each gives the chosen path, or null. */
export interface Dialogs {
  open(request: DialogRequest): Promise<string | null>
  save(request: DialogRequest): Promise<string | null>
}

/** What the shell around a window can do, and is. */
export interface Shell {
  readonly kind: 'desktop' | 'browser'
  readonly dialogs: Dialogs | null
  /** Versions of what the app runs on, by component. */
  readonly versions: Readonly<Record<string, string>>
  /** Tells the system of a file that was opened or saved. */
  readonly remember?: (path: string) => void
}
