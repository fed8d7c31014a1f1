/** A time of day alone. */
const TIME = String.raw`\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*`

/**
 * SQL that is a text as a time. DuckDB's own casts leave out an offset from UTC (10:00+02:00 would be 10:00), so that it is read as
 * a moment first, without the white space around it; what has no offset is in UTC, and so are the day and the time of day. `TRY_CAST`
 * gives NULL where it can't be.
 */
export function timeSql(
  text: string,
  type: 'timestamp' | 'date' | 'time',
  how: 'CAST' | 'TRY_CAST' = 'CAST',
): string {
  const moment = `(${how}(trim(${text}) AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`
  if (type === 'timestamp') return moment
  if (type === 'date') return `${moment}::DATE`
  return `CASE WHEN regexp_full_match(${text}, '${TIME}') THEN ${how}(${text} AS TIME) ELSE ${moment}::TIME END`
}

/** SQL that is a text as a value, or NULL; white space around it is taken off where there is need. */
export const trimmedSql = (text: string, type: string): string =>
  `coalesce(TRY_CAST(${text} AS ${type}), TRY_CAST(trim(${text}) AS ${type}))`

/** {@link timeSql} of many texts that hardly ever have an offset: moments take long, so that plain timestamps are known at a glance. */
export const timestampSql = (text: string): string =>
  `CASE WHEN ${text} LIKE '____-__-_____:__:__' THEN TRY_CAST(${text} AS TIMESTAMP)
    WHEN regexp_matches(${text}, ':.*[-+A-Za-z]') THEN ${timeSql(text, 'timestamp', 'TRY_CAST')}
    ELSE ${trimmedSql(text, 'TIMESTAMP')} END`

/** {@link timeSql} of many texts that hardly ever are more than a date. */
export const dateSql = (text: string): string =>
  `CASE WHEN ${text} LIKE '____-__-__' THEN TRY_CAST(${text} AS DATE)
    ELSE ${timeSql(text, 'date', 'TRY_CAST')} END`

/** SQL that is a text as a time of day, or NULL where it is anything more or less. */
export const plainTimeSql = (text: string): string =>
  `CASE WHEN ${text} LIKE '__:__:__' OR regexp_full_match(${text}, '${TIME}') THEN TRY_CAST(trim(${text}) AS TIME) END`
