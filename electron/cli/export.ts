import { writeDocument } from '#shared/document/write.ts'
import { writeNew } from './convert.ts'
import { EXIT, type ExitCode } from './exit.ts'
import type { Context } from './options.ts'
import { withRun } from './past.ts'
import { isLost } from './plain.ts'
import { readRun } from './shown-run.ts'

/** The header of an exported run. */
const HEADER = { format: 'ergo.execution', version: 1 } as const

/**
 * `ergo export`: a past run in one file, with nothing left out: the chain's document as it was, inputs, results with whole
 * tables, and records. Errors: `usage`, `file_unwritable`.
 */
export async function exportExecution(
  { terminal, dataDir }: Context,
  execution: string,
  out: string,
  force: boolean,
): Promise<ExitCode> {
  const { run, chain } = await withRun(dataDir, execution, (store, id, reader) =>
    readRun(store, id, reader, Number.POSITIVE_INFINITY),
  )
  const document: unknown = JSON.parse(writeDocument(chain))
  await writeNew(out, `${JSON.stringify({ ...HEADER, ...run, chain: document }, null, 2)}\n`, force)
  terminal.out(`${terminal.style('green', '✔')} ${out}`)
  const lost = Object.entries(run.nodes).filter(([, node]) => node.warnings.some(isLost))
  if (lost.length === 0) return EXIT.ok
  terminal.err(
    `ergo: These results are no longer whole in the data folder: ${lost.map(([id]) => id).join(', ')}.`,
  )
  return EXIT.failed
}
