import { basename } from 'node:path'
import { resolveSource } from '#electron/data/source.ts'
import { isJcamp, parseColumns, parseJcamp } from '#electron/data/spectrum.ts'
import { readText } from '#electron/data/whole.ts'
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
  const { columns, about } =
    config.format === 'jcamp' || (config.format === 'auto' && isJcamp(text))
      ? parseJcamp(file, config.number)
      : parseColumns(file, decimal, (code, message, data) => context.warn(code, message, data))
  return { value: await frame(columns, context), outputs: { about: json(about) } }
})
