import type { Page } from '@playwright/test'

/** What a hand does on the canvas, each for about two seconds. */

const STEPS = 60

async function centre(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('.react-flow__pane').boundingBox()
  if (!box) throw new Error('The canvas is not on screen.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

export async function pan(page: Page): Promise<void> {
  const { x, y } = await centre(page)
  await page.mouse.move(x, y)
  for (let i = 0; i < STEPS; i++) {
    const back = i < STEPS / 2 ? 1 : -1
    await page.mouse.wheel(24 * back, 16 * back)
    await nextFrame(page)
  }
}

export async function zoom(page: Page): Promise<void> {
  const { x, y } = await centre(page)
  await page.mouse.move(x, y)
  await page.keyboard.down('Control')
  for (let i = 0; i < STEPS; i++) {
    await page.mouse.wheel(0, i < STEPS / 2 ? -16 : 16)
    await nextFrame(page)
  }
  await page.keyboard.up('Control')
}

/** Drags the node nearest to the middle there and back. */
export async function drag(page: Page): Promise<void> {
  const middle = await centre(page)
  const at = await page.evaluate(({ x, y }) => {
    const far = (box: DOMRect): number => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
    const boxes = [...document.querySelectorAll('.react-flow__node')].map((one) =>
      one.getBoundingClientRect(),
    )
    const box = boxes.sort((a, b) => far(a) - far(b))[0]
    return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }, middle)
  if (!at) throw new Error('There is no node to drag.')
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  for (let i = 0; i < STEPS; i++) {
    const turn = (i / STEPS) * 2 * Math.PI
    await page.mouse.move(at.x + 120 * Math.sin(turn), at.y + 60 * (1 - Math.cos(turn)))
    await nextFrame(page)
  }
  await page.mouse.move(at.x, at.y)
  await page.mouse.up()
}

/** A hand moves once for each frame; without this, moves would come as fast as the connection takes them. */
const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
