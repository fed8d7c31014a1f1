import { type CDPSession, chromium, type Page } from '@playwright/test'
import { build, isStale } from '../../electron/start/build.ts'
import { browserApp, ROOT } from '../e2e/app.ts'
import { CHROMIUM_FLAGS, findChromium } from '../e2e/chromium.ts'
import { Workbench } from '../e2e/pages/workbench.ts'
import { type Figure, figure } from './measure.ts'
import { wideChain } from './window/chain.ts'
import { drag, pan, zoom } from './window/gestures.ts'
import { framesOf, heapBytes, inputTimes, instrument, readyTimes } from './window/page.ts'
import { inWords, shares } from './window/trace.ts'

const NODES = 1000
/** Turns that keep a node busy for some milliseconds, so that a run of all lasts some seconds. */
const TURNS = 3_000_000
const FRAME_MS = 16.7
const LOADS = 5
const SELECTIONS = 30
const WORDS = 'The quick brown fox jumps over the lazy dog, and then it sleeps.'

/** The window with a chain of 1 000 nodes, in Chromium on the built app. */
export async function windowFigures(): Promise<Figure[]> {
  if (isStale(ROOT) && (await build(ROOT)) !== 0) throw new Error('The app does not build.')
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const app = await browserApp(async () => {
    const page = await context.newPage()
    await instrument(page)
    return page
  })
  try {
    const page = await app.page()
    const session = await context.newCDPSession(page)
    const empty = await heapBytes(session)
    await openChain(page)
    return [
      ...(await loads(page, session)),
      ...(await frames(page, session)),
      await selections(page),
      ...(await liveRun(page)),
      figure('memory of the page over an empty one', [(await heapBytes(session)) - empty], 'MB', 1e-6),
    ]
  } finally {
    await browser.close()
    await app.close()
  }
}

async function openChain(page: Page): Promise<void> {
  const document = { format: 'ergo.chain', version: 1, ...wideChain(NODES, TURNS) }
  await new Workbench(page).dropOnChains('wide.ergo.json', JSON.stringify(document))
  await page.locator('.react-flow__node').first().waitFor()
}

/** From the address to the chain, with nothing in the browser's memory. */
async function loads(page: Page, session: CDPSession): Promise<Figure[]> {
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const first: number[] = []
  const interactive: number[] = []
  for (let i = 0; i < LOADS; i++) {
    await page.reload()
    const times = await readyTimes(page)
    first.push(times.firstNode)
    interactive.push(times.interactive)
  }
  await session.send('Network.setCacheDisabled', { cacheDisabled: false })
  return [figure('first nodes seen', first, 'ms', 1), figure('interactive', interactive, 'ms', 1)]
}

async function frames(page: Page, session: CDPSession): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [where, go] of Object.entries({ 'all in sight': fromAfar, near: fromNear })) {
    for (const [what, act] of Object.entries({ pan, zoom, drag })) {
      await go(page)
      const times = await framesOf(page, () => act(page))
      const parts = await shares(session, () => act(page))
      figures.push(
        figure(`frame: ${what}, ${where}`, times, 'ms', 1, {
          target: FRAME_MS,
          tail: true,
          note: inWords(parts),
        }),
      )
    }
  }
  return figures
}

async function fromAfar(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+0')
  await page.waitForFunction((count) => document.querySelectorAll('.react-flow__node').length >= count, NODES)
  await page.locator('.react-flow__pane').click({ position: { x: 4, y: 4 } })
}

async function fromNear(page: Page): Promise<void> {
  const percent = page.getByText(/^\d+ %$/)
  while (Number.parseInt((await percent.textContent()) ?? '', 10) < 75) {
    await page.keyboard.press('ControlOrMeta+=')
    await page.waitForFunction(() => document.getAnimations().length === 0)
  }
}

/** From the click on a node to its form, drawn. */
async function selections(page: Page): Promise<Figure> {
  await fromNear(page)
  const times = await page.evaluate(async (count) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const found: number[] = []
    const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node-operation')]
    for (let i = 0; i < count + 5; i++) {
      const node = nodes[i % nodes.length]
      const box = node?.getBoundingClientRect()
      if (!node || !box) continue
      const id = node.dataset.id
      const at = { bubbles: true, clientX: box.x + 40, clientY: box.y + 10, button: 0, view: window }
      const start = performance.now()
      node.dispatchEvent(new MouseEvent('mousedown', at))
      node.dispatchEvent(new MouseEvent('mouseup', at))
      node.dispatchEvent(new MouseEvent('click', at))
      while (!document.querySelector(`[aria-label="Id ${id}, change"]`)) await frame()
      await frame()
      if (i >= 5) found.push(performance.now() - start)
      await frame()
    }
    return found
  }, SELECTIONS)
  return figure('click to form', times, 'ms', 1, { target: 100 })
}

/** Types into the chain's description while all nodes run: how long each key takes to be seen, and whether one is lost. */
async function liveRun(page: Page): Promise<Figure[]> {
  await fromAfar(page)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: 'Stop' }).and(page.locator(':enabled')).waitFor()
  const field = page.getByLabel('Description')
  await field.fill('')
  await field.focus()
  const latency = await inputTimes(page)
  const during = await framesOf(page, async () => {
    for (const letter of WORDS) await page.keyboard.insertText(letter)
  })
  const kept = await field.inputValue()
  const stillRunning = await page.getByRole('button', { name: 'Stop' }).isEnabled()
  if (stillRunning) await page.keyboard.press('ControlOrMeta+.')
  const lost = [...WORDS].length - [...kept].length
  const note = `${lost} of ${WORDS.length} letters lost${stillRunning ? '' : '; the run ended before the typing'}`
  return [
    figure('live run: letter to frame', await latency(), 'ms', 1, { target: 50, note }),
    figure('live run: frame', during, 'ms', 1, { target: FRAME_MS, tail: true }),
  ]
}
