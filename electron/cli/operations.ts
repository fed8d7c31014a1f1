import { fail } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { referenceOf } from '#shared/operation/reference.ts'
import { ALL_SPECS, registry } from '#shared/operation/registry.ts'
import { EXIT, type ExitCode } from './exit.ts'
import { operationPage } from './operation-page.ts'
import type { Context, JsonFlag } from './options.ts'

/** `ergo operations`: the list of all, or the reference page of one. Both are drawn from the specs. */
export function showOperations({ terminal }: Context, id: string | undefined, flags: JsonFlag): ExitCode {
  if (id === undefined) {
    if (flags.json) terminal.out(JSON.stringify(ALL_SPECS.map(inShort)))
    else for (const line of listLines()) terminal.out(line)
    return EXIT.ok
  }
  const spec = registry(id) ?? unknown(id)
  if (flags.json) terminal.out(JSON.stringify(referenceOf(spec)))
  else for (const line of operationPage(referenceOf(spec), terminal.style)) terminal.out(line)
  return EXIT.ok
}

function unknown(id: string): never {
  const wanted = id.toLowerCase()
  const close = ALL_SPECS.filter(
    (spec) => spec.id.toLowerCase().endsWith(`.${wanted}`) || spec.title.toLowerCase() === wanted,
  )
  const hint =
    close.length > 0 ? `Did you mean ${close.map((spec) => spec.id).join(' or ')}?` : 'See: ergo operations'
  return fail('usage', `There is no operation "${id}". ${hint}`)
}

function inShort({ id, type, version, title, summary }: OperationSpec): JsonRecord {
  return { id, type, version, title, summary }
}

function listLines(): string[] {
  const types = [...new Set(ALL_SPECS.map((spec) => spec.type))]
  return types.flatMap((type, i) => {
    const specs = ALL_SPECS.filter((spec) => spec.type === type)
    const width = Math.max(...specs.map((spec) => spec.id.length))
    return [
      ...(i > 0 ? [''] : []),
      type,
      ...specs.map(({ id, summary }) => `  ${id.padEnd(width)}  ${summary}`),
    ]
  })
}
