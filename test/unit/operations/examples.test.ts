import { describe, expect, it } from 'vitest'
import { implementations } from '#electron/operations/index.ts'
import { portsOf } from '#shared/operation/define.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import { outputOf } from '../../operations/harness.ts'

/** Examples of plain values; those with tables need DuckDB and are run among the integration tests. */
const examples = ALL_SPECS.flatMap((spec) =>
  spec.examples.flatMap((example) => {
    const { inputs, outputs } = portsOf(spec, spec.config.parse(example.config))
    const isPlain = [...inputs, ...outputs].every((port) => port.type !== 'table') && !spec.reads
    return isPlain && example.output !== undefined
      ? [{ spec, example, name: `${spec.id}: ${example.title}` }]
      : []
  }),
)

describe('the example', () => {
  it.each(examples)('$name', async ({ spec, example }) => {
    const run = implementations(spec.id)
    if (!run) throw new Error(`${spec.id} has no code.`)
    const given = example.inputs ? { inputs: example.inputs } : {}
    expect(await outputOf(spec, run, example.config, given)).toEqual(example.output)
  })
})
