import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { csvFigures } from './csv.ts'
import { dataFigures } from './data.ts'
import { engineFigures } from './engine.ts'
import { heldUpFigures } from './held-up.ts'
import { historyFigures } from './history.ts'
import { type Figure, table } from './measure.ts'
import { storeFigures } from './store.ts'
import { threadFigures } from './threads.ts'
import { windowFigures } from './window.ts'

/** `npm run bench [-- --json FILE] [NAME…]`: prints a table; with `--json` the figures go to a file too. */
const SUITES: Record<string, () => Promise<Figure[]>> = {
  engine: engineFigures,
  threads: threadFigures,
  store: storeFigures,
  'held-up': heldUpFigures,
  csv: () => csvFigures(),
  data: dataFigures,
  history: historyFigures,
  window: windowFigures,
}

const args = process.argv.slice(2)
const jsonAt = args.indexOf('--json')
const file = jsonAt < 0 ? undefined : args.splice(jsonAt, 2)[1]
const names = args.length > 0 ? args : Object.keys(SUITES)

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}\n`)
const results: Record<string, Figure[]> = {}
for (const name of names) {
  const suite = SUITES[name]
  if (!suite) {
    console.error(`There is no benchmark "${name}". There are: ${Object.keys(SUITES).join(', ')}.`)
    process.exit(2)
  }
  const figures = await suite()
  results[name] = figures
  console.log(`${name}\n${table(figures)}\n`)
}
if (file) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
process.exit(0)
