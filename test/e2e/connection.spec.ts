import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clip, LINE, node, wire } from './clips.ts'
import { expect, test } from './fixtures.ts'
import { Runs } from './pages/runs.ts'
import { Workbench } from './pages/workbench.ts'
import { Sockets } from './sockets.ts'

test('a window whose connection breaks in a run shows how that ended, and what else has happened', async ({
  page,
  shell,
}) => {
  test.skip(shell !== 'browser', "the port of a desktop's window lasts as long as the app")
  const asked = Promise.withResolvers<ServerResponse>()
  const server = createServer((_, response) => asked.resolve(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

  const sockets = await Sockets.of(page)
  await page.reload()
  const bench = new Workbench(page)
  const runs = new Runs(page)
  await bench.newChain()
  const tell = node('tell', 'OUTPUT', 'send', 912, 0, { url })
  await bench.paste(clip([...LINE.nodes, tell], [...LINE.edges, wire('plus', 'tell')]))
  await bench.run()
  const response = await asked.promise
  await bench.go('Runs')
  await expect(runs.row(0)).toContainText('Running')

  await sockets.cut()
  await bench.go('Canvas')
  await expect(page.getByText('looking for the app')).toBeVisible()
  response.end('{}')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await new Workbench(other).go('Runs')
  await expect(new Runs(other).row(0)).toContainText('Completed')
  await other.close()
  server.close()

  await expect(bench.runLine).toContainText('3 of 4')
  sockets.mend()
  await bench.ended('Completed')
  await bench.go('Runs')
  await expect(runs.row(0)).toContainText('Completed')
})
