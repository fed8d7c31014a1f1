import { describe, expect, it } from 'vitest'
import { implementations } from '#electron/operations/index.ts'
import { portsOf } from '#shared/operation/define.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import { makeWorld } from '../data/world.ts'
import { runOperation } from '../operations/harness.ts'

const world = makeWorld()

/** The examples of operations on tables; those of plain values are among the unit tests. */
const examples = ALL_SPECS.flatMap((spec) =>
  spec.examples.flatMap((example) => {
    const { inputs, outputs } = portsOf(spec, spec.config.parse(example.config))
    const isTabular = [...inputs, ...outputs].some((port) => port.type === 'table') && !spec.reads
    return isTabular && example.output !== undefined
      ? [{ spec, example, name: `${spec.id}: ${example.title}` }]
      : []
  }),
)

describe('the example on tables', () => {
  it.each(examples)('$name', async ({ spec, example }) => {
    const run = implementations(spec.id)
    if (!run) throw new Error(`${spec.id} has no code.`)
    const tables = world.open()
    const given = { tables, ...(example.inputs ? { inputs: example.inputs } : {}) }
    const { value } = (await runOperation(spec, run, example.config, given)).outcome
    const output =
      value.kind === 'table' ? await tables.rows(value) : value.kind === 'json' ? value.json : value
    expect(output).toEqual(example.output)
  })
})
