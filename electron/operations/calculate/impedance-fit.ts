import type { z } from 'zod'
import { type Circuit, guessCircuit, parseCircuit, type Spectrum } from '#electron/analysis/circuit.ts'
import { fitCircuit } from '#electron/analysis/impedance-fit.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { impedanceFit } from '#shared/operation/calculate/impedance-fit.ts'
import { json } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { fitRecord } from '../fit-result.ts'
import { frame } from '../frame.ts'
import { checkFit, searchOf } from '../parameters.ts'
import { namesOf, seriesOf } from '../series.ts'
import { tableAt } from '../tables.ts'

type Config = z.output<typeof impedanceFit.config>

export const runImpedanceFit = implement(impedanceFit, async (config, context) => {
  const circuit = circuitOf(config)
  const { data, names: columns } = await spectrumAt(config, circuit, context)
  const names = circuit.parameters.map((parameter) => parameter.name)
  const positive = Object.fromEntries(
    circuit.parameters.map(({ name, kind }) => [
      name,
      [0, kind === 'exponent' ? 1 : Number.POSITIVE_INFINITY] as const,
    ]),
  )
  const search = searchOf({ names, guess: guessCircuit(circuit, data), bounds: positive }, config.parameters)
  const { weighting, maxIterations } = config
  const fit = checkFit(fitCircuit(circuit, data, { ...search, weighting, maxIterations }), search, context)
  const record = fitRecord(
    { names, fit, more: { iterations: fit.iterations }, points: data.frequency.length },
    context,
  )
  const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - itemAt(b, i))
  const table = await frame(
    [
      [itemAt(columns, 0), data.frequency],
      [itemAt(columns, 1), data.real],
      [itemAt(columns, 2), data.imaginary],
      ['fittedReal', fit.fitted.real],
      ['fittedImaginary', fit.fitted.imaginary],
      ['residualReal', minus(data.real, fit.fitted.real)],
      ['residualImaginary', minus(data.imaginary, fit.fitted.imaginary)],
    ],
    context,
  )
  return { value: json(record), outputs: { fitted: table } }
})

function circuitOf({ circuit: text }: Config): Circuit {
  const circuit = parseCircuit(text)
  if (!('problem' in circuit)) return circuit
  const { problem, position } = circuit
  return fail('bad_circuit', `The circuit can't be read at character ${position}: ${problem}.`, { position })
}

/** Impedance of a capacitor has a negative imaginary part; a spectrum on the other side most likely holds −Z″. */
async function spectrumAt(
  config: Config,
  circuit: Circuit,
  context: OperationContext,
): Promise<{ data: Spectrum; names: readonly string[] }> {
  const table = await tableAt(context)
  const wanted = namesOf(
    table,
    [config.frequency, config.real, config.imaginary],
    'frequency, real and imaginary part',
  )
  // Two numbers a point.
  const atLeast = Math.max(2, Math.ceil(circuit.parameters.length / 2))
  const { names, columns } = await seriesOf(table, wanted, { missing: config.missing, atLeast }, context)
  const [frequency = new Float64Array(), real = frequency, given = frequency] = columns
  const wrong = frequency.find((value) => value <= 0)
  if (wrong !== undefined) {
    fail(
      'bad_frequency',
      `"${names[0]}" holds the frequency ${wrong}, but frequencies are positive: check the column.`,
    )
  }
  const imaginary = config.sign === 'imaginary' ? given : given.map((value) => -value)
  const inductive = imaginary.filter((value) => value > 0).length > imaginary.length / 2
  if (inductive && !circuit.parameters.some((parameter) => parameter.kind === 'inductance')) {
    context.warn(
      'sign_doubtful',
      `Most values of "${names[2]}" are those of an inductor, which the circuit does not have: check whether the column holds −Z″.`,
    )
  }
  return { data: { frequency, real, imaginary }, names }
}
