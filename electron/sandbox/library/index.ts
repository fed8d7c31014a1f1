/** The functions that every expression and script can call, by name. */
export const LIBRARY: Readonly<Record<string, unknown>> = {}
