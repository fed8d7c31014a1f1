import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** What a theme can break is colour; all else is the same in both. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** Fails with what axe finds serious or critical in the light theme or the dark, each with where it is. */
export async function check(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await seriousIn(new AxeBuilder({ page }).withRules(OF_COLOUR))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const light = await seriousIn(new AxeBuilder({ page }))
  expect({ light, dark }, screen).toEqual({ light: [], dark: [] })
}

async function seriousIn(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    )
}
