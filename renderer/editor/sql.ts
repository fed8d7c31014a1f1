import { PostgreSQL, SQLDialect } from '@codemirror/lang-sql'

/** DuckDB's dialect is PostgreSQL's with a few words more. */
export const sqlDialect = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords ?? ''} qualify pivot unpivot exclude replace columns asof positional sample`,
})
