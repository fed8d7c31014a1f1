import { describe, expect, it } from 'vitest'
import { implementations } from '#electron/operations/index.ts'
import { portsOf } from '#shared/operation/define.ts'
import { ALL_SPECS } from '#shared/operation/registry.ts'
import { operate } from '../data/operate.ts'
import { makeWorld } from '../data/world.ts'

const world = makeWorld()

/** Examples with tables; those of plain values are run among the unit tests. */
const examples = ALL_SPECS.flatMap((spec) =>
  spec.examples.flatMap((example) => {
    const { inputs, outputs } = portsOf(spec, spec.config.parse(example.config))
    const hasTables = [...inputs, ...outputs].some((port) => port.type === 'table')
    if (!hasTables || spec.reads || example.output === undefined) return []
    // An input goes by the name of a port, or else by a node's id.
    const ports = Object.fromEntries(inputs.map((port) => [port.name, port.name]))
    return [{ name: `${spec.id}: ${example.title}`, spec, example, ports }]
  }),
)

describe('the example', () => {
  it.each(examples)('$name', async ({ spec, example, ports }) => {
    const run = implementations(spec.id)
    if (!run) throw new Error(`${spec.id} has no code.`)
    const { output } = await operate(world, spec, run, example.config, {
      inputs: example.inputs ?? {},
      ports,
    })
    expect(output).toEqual(example.output)
  })
})
