import { expect, test } from './fixtures.ts'
import { Workbench } from './pages/workbench.ts'

test('a reload in the middle of an edit loses nothing, undo included', async ({ page }) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await canvas.drop('Constant', { x: 130, y: 80 })
  await bench.field('Value').fill('12.5')
  await canvas.drop('Expression', { x: 420, y: 80 })
  await bench.saved()
  await page.reload()
  await expect(canvas.nodes).toHaveCount(2)
  await expect(canvas.node('constant')).toContainText('12.5')
  await bench.undo()
  await expect(canvas.nodes).toHaveCount(1)
  await bench.redo()
  await expect(canvas.nodes).toHaveCount(2)
})

test('killed in the middle of an edit, the app comes back with everything', async ({
  app,
  page,
  complaints,
  shell,
}) => {
  const bench = new Workbench(page)
  const { canvas } = bench
  await bench.newChain()
  await canvas.drop('Constant', { x: 130, y: 80 })
  await bench.field('Value').fill('12.5')
  await canvas.drop('Expression', { x: 420, y: 80 })
  await bench.saved()
  await app.kill()
  if (shell === 'browser') {
    await canvas.drop('Return', { x: 420, y: 240 })
    await expect(page.getByText('Not saved: waiting for the app')).toBeVisible()
  }
  await app.restart()
  const again = new Workbench(await app.page())
  await expect(again.canvas.nodes).toHaveCount(2)
  await expect(again.canvas.node('constant')).toContainText('12.5')
  await again.undo()
  await expect(again.canvas.nodes).toHaveCount(1)
  // A browser says when it can't reach a server; that is what this test is about.
  complaints.splice(
    0,
    complaints.length,
    ...complaints.filter((text) => !/WebSocket|ERR_CONNECTION/.test(text)),
  )
})
