import { expect, type Page } from '@playwright/test'
import { SCRIPTED } from './clips.ts'
import { ScriptsPage } from './pages/scripts.ts'
import { Workbench } from './pages/workbench.ts'

/** Every way that the screen of scripts and a chain's node with one may look; `take` is told the name of each. */
export async function everyScriptScreen(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const scripts = new ScriptsPage(page)
  const bench = new Workbench(page)
  await scripts.go()
  await expect(page.getByText('Half-life')).toBeVisible()
  await take('scripts-empty')
  await scripts.library.getByRole('button', { name: 'Add Half-life' }).click()
  await expect(scripts.standing).toHaveText('Version 1')
  await scripts.run()
  await expect(scripts.outcome).toContainText('halfLife')
  await take('scripts-run')
  await scripts.create('Scale', 'log("scaling", values.length)\nreturn values.map(v => v * 2)')
  await scripts.write(
    'log("scaling", values.length)\nconst by = 3\n\nreturn values.map(v => v.weight.grams * by + offset)',
  )
  await expect(page.locator('.cm-lint-marker-error')).toBeVisible()
  await scripts.run()
  await expect(scripts.outcome.getByRole('alert')).toBeVisible()
  await take('scripts-error')
  await scripts.write('log("scaling", values.length)\nconst by = 3\n\nreturn values.map(v => v * by)')
  await scripts.save()
  await expect(scripts.standing).toHaveText('Version 2')
  await scripts.run()
  await expect(scripts.outcome).toContainText('scaling')
  await scripts.tab('About')
  await take('scripts-about')
  await scripts.tab('Past')
  await scripts.side
    .getByRole('button', { name: /version 2/ })
    .first()
    .click()
  await expect(scripts.outcome).toBeVisible()
  await take('scripts-past')
  await scripts.tab('Versions')
  await take('scripts-versions')
  await scripts.side.getByRole('button', { name: 'Compare version 1' }).click()
  await expect(page.getByRole('dialog').locator('.cm-deletedChunk')).toBeVisible()
  await take('scripts-diff')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await bench.go('Chains')
  await bench.newChain()
  await bench.paste(SCRIPTED)
  await page.keyboard.press('ControlOrMeta+0')
  await bench.select('scale')
  await bench.field('Script').click()
  await take('node-script-choose')
  await page.getByRole('option', { name: 'Scale' }).click()
  await expect(bench.field('Version')).toHaveValue('Version 2')
  await bench.field('Version').click()
  await page.getByRole('option', { name: 'Version 1' }).click()
  await expect(bench.inspector.getByText('There is version 2.', { exact: true })).toBeVisible()
  await bench.openTab('Problems')
  await take('node-script-newer')
}
