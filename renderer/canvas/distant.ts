import { type Chain, type Edge, NODE_TYPES } from '#shared/chain/schema.ts'
import type { NodeStatus } from '#shared/run/events.ts'
import { HUES, type Scheme, TOKENS } from '../ui/tokens.ts'
import type { OperationFlowNode } from './flow.ts'

/** The picture of a large chain from afar. Lengths are in pixels of the chain, as they are for its nodes near by. */

type ChainNode = Chain['nodes'][number]

/** A node as the picture has it. */
export interface Shape {
  readonly id: string
  readonly type: ChainNode['type']
  readonly name: string
  readonly selected: boolean
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
}

const BAR = 12
const RADIUS = 15
const NAME_FONT = '600 26px "Inter Variable", sans-serif'
/** Below this scale a name is a smear. */
const NAMED = 0.14
const LETTERS = 13

/** All wires as one path, which is stroked again and again while the view moves. */
export function wiresOf(
  edges: readonly Pick<Edge, 'source' | 'sourcePort' | 'target' | 'targetPort'>[],
  nodes: ReadonlyMap<string, { readonly at: Shape; readonly handles: OperationFlowNode['handles'] }>,
): Path2D {
  const path = new Path2D()
  const end = (id: string, port: string, type: 'source' | 'target') => {
    const node = nodes.get(id)
    const handle = node?.handles?.find((one) => one.type === type && one.id === port)
    if (!node || !handle) return undefined
    const { width = 0, height = 0 } = handle
    return { x: node.at.x + handle.x + width / 2, y: node.at.y + handle.y + height / 2 }
  }
  for (const { source, sourcePort, target, targetPort } of edges) {
    const from = end(source, sourcePort, 'source')
    const to = end(target, targetPort, 'target')
    if (!from || !to) continue
    path.moveTo(from.x, from.y)
    path.lineTo(to.x, to.y)
  }
  return path
}

/** Draws what is in view. `statusOf`: how each node went in the shown run. */
export function draw(
  context: CanvasRenderingContext2D,
  view: View,
  scheme: Scheme,
  shapes: Iterable<Shape>,
  wires: Path2D,
  statusOf: (id: string) => NodeStatus | undefined,
): void {
  const { zoom } = view
  const tokens = TOKENS[scheme]
  const scale = context.canvas.width / view.width
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.setTransform(zoom * scale, 0, 0, zoom * scale, view.x * scale, view.y * scale)
  context.lineWidth = 1 / zoom
  context.strokeStyle = tokens.edge
  context.stroke(wires)

  const seen = [...shapes].filter((shape) => inView(shape, view))
  const cards = new Path2D()
  const chosen = new Path2D()
  const bars = new Map(NODE_TYPES.map((type) => [type, new Path2D()]))
  for (const { type, selected, x, y, width, height } of seen) {
    cards.rect(x, y, width, height)
    bars.get(type)?.rect(x, y, BAR, height)
    if (selected) chosen.rect(x, y, width, height)
  }
  context.fillStyle = tokens.surface
  context.fill(cards)
  context.strokeStyle = tokens.line
  context.stroke(cards)
  for (const [type, path] of bars) {
    context.fillStyle = HUES[scheme][type].ink
    context.fill(path)
  }
  context.lineWidth = 2 / zoom
  context.strokeStyle = tokens.accent
  context.stroke(chosen)

  drawStatus(context, seen, tokens, statusOf)
  if (zoom < NAMED) return
  context.fillStyle = tokens.text
  context.font = NAME_FONT
  context.textBaseline = 'middle'
  for (const { name, x, y, height } of seen) {
    const words = name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name
    context.fillText(words, x + BAR + 8, y + height / 2)
  }
}

const inView = (shape: Shape, { x, y, zoom, width, height }: View): boolean =>
  shape.x * zoom + x < width &&
  (shape.x + shape.width) * zoom + x > 0 &&
  shape.y * zoom + y < height &&
  (shape.y + shape.height) * zoom + y > 0

type Colors = (typeof TOKENS)[Scheme]

/** Each status has a shape of its own, as it has near by. */
const MARKS: Readonly<
  Record<NodeStatus, { readonly color: keyof Colors; readonly full: boolean; readonly corners: number }>
> = {
  pending: { color: 'muted', full: false, corners: 0 },
  running: { color: 'accent', full: false, corners: 0 },
  completed: { color: 'good', full: true, corners: 0 },
  failed: { color: 'bad', full: true, corners: 3 },
  skipped: { color: 'muted', full: true, corners: 4 },
  cancelled: { color: 'warn', full: false, corners: 4 },
}

function drawStatus(
  context: CanvasRenderingContext2D,
  seen: readonly Shape[],
  colors: Colors,
  statusOf: (id: string) => NodeStatus | undefined,
): void {
  const paths = new Map<NodeStatus, Path2D>()
  for (const { id, x, y, width, height } of seen) {
    const status = statusOf(id)
    if (!status) continue
    const path = paths.get(status) ?? new Path2D()
    paths.set(status, path)
    mark(path, x + width - 36, y + height / 2, MARKS[status].corners)
  }
  context.lineWidth = 6
  for (const [status, path] of paths) {
    const { color, full } = MARKS[status]
    if (full) {
      context.fillStyle = colors[color]
      context.fill(path)
    } else {
      context.strokeStyle = colors[color]
      context.stroke(path)
    }
  }
}

/** A circle, or a regular shape that stands on its side. */
function mark(path: Path2D, x: number, y: number, corners: number): void {
  if (corners === 0) {
    path.moveTo(x + RADIUS, y)
    path.arc(x, y, RADIUS, 0, 2 * Math.PI)
    return
  }
  const first = Math.PI / 2 + Math.PI / corners
  for (let i = 0; i < corners; i++) {
    const angle = first + (i * 2 * Math.PI) / corners
    const [px, py] = [x + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)]
    if (i === 0) path.moveTo(px, py)
    else path.lineTo(px, py)
  }
  path.closePath()
}
