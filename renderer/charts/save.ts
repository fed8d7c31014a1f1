import type { Drawing } from '#shared/contract/drawing.ts'
import { saveContent } from '../files/save.ts'
import { toast } from '../ui/toast.ts'

const WIDTH = 960
const HEIGHT = 600

/** On paper: the light theme, whatever the window has. */
async function drawnAs(drawing: Drawing, format: 'png' | 'svg'): Promise<Blob> {
  const [{ init }, { optionOf }, { legendRoom }] = await Promise.all([
    import('./echarts.ts'),
    import('./option.ts'),
    import('./frame.ts'),
  ])
  // A long legend makes the picture taller, not the plot lower.
  const size = { width: WIDTH, height: HEIGHT + legendRoom(drawing, WIDTH) }
  const option = { ...optionOf(drawing, drawing, { scheme: 'light', size, picture: true }), animation: false }
  if (format === 'svg') {
    const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
    chart.setOption(option)
    const text = chart.renderToSVGString()
    chart.dispose()
    return new Blob([text], { type: 'image/svg+xml' })
  }
  const ground = document.createElement('div')
  const chart = init(ground, null, { renderer: 'canvas', devicePixelRatio: 2, ...size })
  chart.setOption(option)
  const url = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' })
  chart.dispose()
  const [, base64 = ''] = url.split(',')
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'image/png' })
}

/** Saves a chart, all of it, as a file where the user wants it. */
export async function exportChart(whole: Drawing, format: 'png' | 'svg'): Promise<void> {
  const name = whole.spec.title.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim() || 'Chart'
  const blob = await drawnAs(whole, format)
  const saved = await saveContent(`${name}.${format}`, blob, 'Save the chart')
  if (saved) toast(`Saved ${saved}`, 'good')
}
