import { basename } from 'node:path'
import type { z } from 'zod'
import { resolveSource } from '#electron/data/source.ts'
import { readBytes, readJsonValue, readText, readXy } from '#electron/data/whole.ts'
import type { OperationContext, ReadOptions } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { file } from '#shared/operation/data-input/file.ts'
import { type FileFormat, fileFormatOf } from '#shared/operation/file-formats.ts'
import { json, type Value } from '#shared/operation/value.ts'
import { give, implement } from '../define.ts'
import { readSource } from '../source.ts'

type Config = z.output<typeof file.config>

/** The path that the config gives, or names the parameter of. Error: `parameter_missing`. */
function pathOf(config: Config, context: OperationContext): string {
  if (config.parameter === '') return config.path
  const path = context.params[config.parameter]
  return typeof path === 'string' && path !== ''
    ? path
    : fail(
        'parameter_missing',
        `The parameter "${config.parameter}" gives no path: choose a file for the run.`,
      )
}

function readOptions(config: Config, format: ReadOptions['format']): ReadOptions {
  return {
    format,
    encoding: config.encoding,
    missing: config.missing,
    columnTypes: config.columnTypes,
    ...(config.delimiter === '' ? {} : { delimiter: config.delimiter }),
    ...(config.comment === '' ? {} : { comment: config.comment }),
    ...(config.header === 'auto' ? {} : { header: config.header === 'yes' }),
    ...(config.decimal === 'auto' ? {} : { decimal: config.decimal === 'comma' ? ',' : '.' }),
    ...(config.skipLines === undefined ? {} : { skipLines: config.skipLines }),
  }
}

async function read(
  path: string,
  format: FileFormat,
  config: Config,
  context: OperationContext,
): Promise<Value> {
  const { tables } = context.services
  const { signal } = context
  const warn: OperationContext['warn'] = (code, message, data) => context.warn(code, message, data)
  switch (format) {
    case 'bytes':
      return readBytes(path, signal)
    case 'text':
      return json(withLineEnds(await readText(path, config.encoding, signal), config.lineEnds))
    case 'xy':
      return tables.fromRecords(await readXy(path, readOptions(config, 'csv'), signal, warn))
    case 'json':
      return readJsonValue(path, config.encoding, signal, () =>
        tables.read(path, readOptions(config, 'json'), signal, warn),
      )
    default:
      return tables.read(path, readOptions(config, format), signal, warn)
  }
}

const withLineEnds = (text: string, lineEnds: Config['lineEnds']): string =>
  lineEnds === 'newline' ? text.replaceAll(/\r\n?/g, '\n') : text

export const runFile = implement(file, async (config, context) => {
  const path = resolveSource(pathOf(config, context), context.services.folders)
  const format =
    fileFormatOf(path, config.format) ??
    fail('format_unknown', `The ending of "${basename(path)}" does not say its format: choose one.`)
  return give(await readSource(path, context, () => read(path, format, config, context)))
})
