import type { Json, JsonRecord } from '../base/json.ts'
import { err, type Result } from '../base/result.ts'
import { errorIssue, type Issue } from '../chain/issue.ts'
import type { ReadDocument, Source } from './read.ts'

export function readLabflow(
  _document: JsonRecord | readonly Json[],
  _source: Source,
): Result<ReadDocument, readonly Issue[]> {
  return err([errorIssue('unknown_format', "The predecessor's files can't be read yet.")])
}
