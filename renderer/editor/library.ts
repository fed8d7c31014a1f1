export type { LibraryFunction } from '#shared/operation/functions/define.ts'
export { LIBRARY_FUNCTIONS } from '#shared/operation/functions.ts'
