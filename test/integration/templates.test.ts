import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Templates } from '#electron/templates/templates.ts'
import { Chain } from '#shared/chain/schema.ts'
import { TRUTH } from '../fixtures/example-data.ts'
import { TEMPLATE_TRUTH } from '../fixtures/template-data.ts'
import { ergo, jsonLines } from '../support/ergo.ts'
import { RunReport } from '../support/reports.ts'

const SHIPPED = join(import.meta.dirname, '../../shared/examples')
const folder = mkdtempSync(join(tmpdir(), 'ergo-templates-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = (own: string, now = () => 1): Templates =>
  new Templates({ shipped: SHIPPED, own: join(folder, own), now })

const Measured = z.object({ value: z.number(), uncertainty: z.number().positive() })
type Measured = z.infer<typeof Measured>

/** A conclusion's number, and what it must hold. */
interface Expected {
  readonly node: string
  readonly truth: number
}
const { particles, comparison, rates } = TEMPLATE_TRUTH
const CONCLUSIONS: Readonly<Record<string, Expected>> = {
  'instrument-summary': { node: 'conclusion', truth: TEMPLATE_TRUTH.furnace.temperature },
  'quality-control': { node: 'capable', truth: TEMPLATE_TRUTH.filling.cpk },
  'phase-purity': { node: 'pure', truth: TEMPLATE_TRUTH.diffraction.purity },
  impedance: { node: 'conclusion', truth: TEMPLATE_TRUTH.impedance.R1 },
  'cell-cycling': { node: 'conclusion', truth: TEMPLATE_TRUTH.cycling.loss },
  'rate-performance': { node: 'conclusion', truth: (100 * rates[5]) / rates[0.1] },
  'particle-sizes': { node: 'conclusion', truth: particles.median },
  'ab-comparison': { node: 'yes', truth: comparison.b - comparison.a },
}

/** The truth lies within three standard uncertainties. */
function expectNear({ value, uncertainty }: Measured, truth: number): void {
  expect(Math.abs(value - truth) / uncertainty).toBeLessThan(3)
}

describe('the templates that come with Ergo', () => {
  const templates = open('none')
  const documents = readdirSync(SHIPPED).filter((name) => name.endsWith('.ergo.json'))

  it('are all in the gallery, over small files', () => {
    const catalog = z
      .array(z.object({ templates: z.array(z.string()) }))
      .parse(JSON.parse(readFileSync(join(SHIPPED, 'catalog.json'), 'utf8')))
    expect(catalog.flatMap((shelf) => shelf.templates.map((id) => `${id}.ergo.json`)).sort()).toEqual(
      documents.sort(),
    )
    for (const name of readdirSync(join(SHIPPED, 'data'))) {
      expect(statSync(join(SHIPPED, 'data', name)).size).toBeLessThan(200_000)
    }
    for (const { description, category } of templates.list()) {
      expect(description.length).toBeGreaterThan(40)
      expect(category).not.toBe('')
    }
  })

  it('conclude what their data were made around, used from the command line', async () => {
    const at = join(folder, 'used')
    mkdirSync(at)
    const ids = [...Object.keys(CONCLUSIONS), 'calibration-uncertainty', 'clean-and-join']
    const files: string[] = []
    for (const id of ids) {
      const file = join(at, `${id}.ergo.json`)
      const used = await ergo(['templates', 'use', id, file, '--data-dir', join(folder, 'data')])
      expect([used.code, used.stdout]).toEqual([0, expect.stringContaining(file)])
      files.push(file)
    }
    const ended = await ergo(['run', ...files, '--json', '--no-save'])
    expect(ended.code).toBe(0)
    const reports = new Map(jsonLines(ended).map((line, i) => [ids[i] ?? '', RunReport.parse(line)]))
    const dataOf = (id: string, node: string): unknown =>
      z.object({ data: z.unknown() }).parse(reports.get(id)?.nodes[node]?.output).data
    for (const [id, { node, truth }] of Object.entries(CONCLUSIONS)) {
      expectNear(Measured.parse(dataOf(id, node)), truth)
    }
    const Samples = z.object({
      samples: z.array(z.object({ sample: z.string(), concentration: z.number(), uncertainty: z.number() })),
    })
    const { samples } = Samples.parse(dataOf('calibration-uncertainty', 'conclusion'))
    expect(samples.map(({ sample }) => sample).sort()).toEqual(Object.keys(TRUTH.samples).sort())
    for (const [name, truth] of Object.entries(TRUTH.samples)) {
      const found = samples.find(({ sample }) => sample === name)
      expectNear({ value: found?.concentration ?? 0, uncertainty: found?.uncertainty ?? 0 }, truth)
    }
    const Batches = z.object({
      batches: z.array(z.object({ batch: z.string(), density: z.number(), uncertainty: z.number() })),
    })
    const { batches } = Batches.parse(dataOf('clean-and-join', 'conclusion'))
    const truths = Object.entries(TEMPLATE_TRUTH.coating)
    expect(batches.map(({ batch }) => batch)).toEqual(truths.map(([batch]) => batch))
    truths.forEach(([, truth], i) => {
      expectNear({ value: batches[i]?.density ?? 0, uncertainty: batches[i]?.uncertainty ?? 0 }, truth)
    })
  })

  it('are listed, and not written over a file unasked', async () => {
    const listed = await ergo(['templates', '--data-dir', join(folder, 'data')])
    expect(listed.stdout).toContain('phase-purity')
    const json = await ergo(['templates', 'list', '--json', '--data-dir', join(folder, 'data')])
    expect(jsonLines(json)[0]).toHaveLength(templates.list().length)
    const file = join(folder, 'taken.ergo.json')
    writeFileSync(file, 'mine')
    const refused = await ergo(['templates', 'use', 'impedance', file])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('exists already')])
    expect(readFileSync(file, 'utf8')).toBe('mine')
    const unknown = await ergo(['templates', 'use', 'nope', join(folder, 'nope.json')])
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('There is no template "nope"'),
    ])
  })

  it('go under their own name into what is, or is written as, a folder', async () => {
    for (const out of [`${join(folder, 'made')}/`, folder]) {
      const used = await ergo(['templates', 'use', 'penguins', out, '--data-dir', join(folder, 'data')])
      const file = join(out, 'penguins.ergo.json')
      expect([used.code, used.stdout]).toEqual([0, expect.stringContaining(file)])
      expect(statSync(file).isFile()).toBe(true)
    }
  })

  it('leave a file alone that is there already', () => {
    const at = join(folder, 'kept')
    mkdirSync(join(at, 'data'), { recursive: true })
    writeFileSync(join(at, 'data', 'impedance.csv'), 'mine')
    const chain = templates.take('impedance', at)
    expect(chain.nodes[0]?.config.path).toBe('data/impedance.csv')
    expect(readFileSync(join(at, 'data', 'impedance.csv'), 'utf8')).toBe('mine')
  })
})

describe('one’s own templates', () => {
  const chain = Chain.parse({
    name: 'Weekly',
    nodes: [
      {
        id: 'a',
        type: 'DATA_INPUT',
        operation: 'file',
        config: { path: 'week.csv' },
        position: { x: 8, y: 9 },
      },
      { id: 'b', type: 'DATA_INPUT', operation: 'folder', config: { folder: 'scans', glob: '*' } },
      { id: 'c', type: 'DATA_INPUT', operation: 'file', config: { path: 'elsewhere.csv' } },
      { id: 'd', type: 'TRANSFORM', operation: 'limit', config: {} },
    ],
    edges: [
      { id: 'e', source: 'a', target: 'd' },
      { id: 'f', source: 'gone', target: 'd' },
    ],
  })
  const words = { name: 'Week', description: 'Every Monday', category: '' }

  it('keep finding the files beside the chain that they were made of', () => {
    const beside = join(folder, 'beside')
    mkdirSync(join(beside, 'scans'), { recursive: true })
    writeFileSync(join(beside, 'week.csv'), 'x\n1\n')
    const templates = open('own')
    const saved = templates.save(chain, join(beside, 'weekly.ergo.json'), words)
    expect(saved).toMatchObject({ ...words, origin: 'own', nodeCount: 4, savedAt: 1 })
    expect(saved.picture).toMatchObject({ nodes: { 0: { x: 8, y: 9 }, 1: { x: 0, y: 0 } }, edges: [[0, 3]] })
    const taken = open('own').take(saved.id, folder)
    expect(taken).toMatchObject({ name: 'Week', description: 'Every Monday' })
    expect(taken.nodes.map(({ config }) => config.path ?? config.folder)).toEqual([
      join(beside, 'week.csv'),
      join(beside, 'scans'),
      'elsewhere.csv',
      undefined,
    ])
  })

  it('stand first, the newest at the top; what is none of ours is passed over', () => {
    let now = 10
    const templates = open('order', () => now++)
    const first = templates.save(chain, null, words)
    const second = templates.save(chain, null, { ...words, name: 'Later' })
    const at = join(folder, 'order')
    writeFileSync(join(at, 'own-notes.json'), 'not JSON')
    writeFileSync(join(at, 'own-later.json'), '{"format":"ergo.template","version":2}')
    writeFileSync(
      join(at, 'own-odd.json'),
      '{"format":"ergo.template","version":1,"category":"","savedAt":1,"document":{"format":"x"}}',
    )
    writeFileSync(join(at, 'readme.json'), '{}')
    expect(
      templates
        .list()
        .slice(0, 3)
        .map(({ id, origin }) => [id, origin]),
    ).toEqual([
      [second.id, 'own'],
      [first.id, 'own'],
      ['first-steps', 'shipped'],
    ])
    templates.delete(first.id)
    expect(existsSync(join(at, `${first.id}.json`))).toBe(false)
    expect(() => templates.delete(first.id)).toThrow('There is no template')
  })

  it('say where they can’t be kept', () => {
    writeFileSync(join(folder, 'a-file'), '')
    expect(() => open('a-file/templates').save(chain, null, words)).toThrow(/^The template can't be kept in/)
  })
})
