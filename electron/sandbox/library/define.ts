/** The code of a category's functions; one for every row of its table in `shared/operation/functions`. */
export type CodeOf<Table> = { readonly [Name in keyof Table]: (...args: never[]) => unknown }
