import { basename } from 'node:path'
import { resolveSource } from '#electron/data/source.ts'
import { isJcamp, parseColumns, parseJcamp } from '#electron/data/spectrum.ts'
import { readText } from '#electron/data/whole.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { spectrum } from '#shared/operation/data-input/spectrum.ts'
import { json } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { frame } from '../frame.ts'
import { readSource } from '../source.ts'

export const runSpectrum = implement(spectrum, async (config, context) => {
  const path = resolveSource(config.path, context.services.folders)
  const text = await readSource(path, context, () => readText(path, config.encoding, context.signal))
  const file = { name: basename(path), text }
  const decimal = config.decimal === 'auto' ? undefined : config.decimal === 'comma' ? ',' : '.'
  const warn: OperationContext['warn'] = (code, message, data) => context.warn(code, message, data)
  const isSpectrum = config.format === 'jcamp' || (config.format === 'auto' && isJcamp(text))
  const { columns, about } = isSpectrum
    ? parseJcamp(file, config.number, warn)
    : parseColumns(file, decimal, warn)
  return { value: await frame(columns, context), outputs: { about: json(about) } }
})
