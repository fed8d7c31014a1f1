import { useComputedColorScheme } from '@mantine/core'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Edge } from '#shared/chain/schema.ts'
import { factsOf } from '../model/facts.ts'
import { NODE_WIDTH, nodeHeight } from '../model/geometry.ts'
import { useRun } from '../stores/run.ts'
import classes from './DistantView.module.css'
import { draw, type Shape, wiresOf } from './distant.ts'
import type { FlowEdge, FlowNode, OperationFlowNode } from './flow.ts'

const isOperation = (node: FlowNode): node is OperationFlowNode => node.type === 'operation'

function shapeOf({ id, position, selected = false, data }: OperationFlowNode): Shape {
  const { node } = data
  const facts = factsOf(node)
  return {
    id,
    type: node.type,
    name: facts.name,
    selected,
    ...position,
    width: NODE_WIDTH,
    height: nodeHeight(facts),
  }
}

/**
 * A large chain from afar, as one picture behind its nodes, which are then empty: they still take the pointer and the
 * keyboard, but the browser has nothing to draw of them.
 */
export function DistantView({ edges }: { readonly edges: readonly Edge[] }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const store = useStoreApi<FlowNode, FlowEdge>()
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    let made:
      | { readonly from: readonly FlowNode[]; readonly shapes: Shape[]; readonly wires: Path2D }
      | undefined
    let frame: number | undefined
    const paint = (): void => {
      frame = undefined
      const { nodes, transform, width, height } = store.getState()
      if (made?.from !== nodes) {
        const operations = nodes.filter(isOperation)
        const known = new Map(
          operations.map((node) => [node.id, { at: shapeOf(node), handles: node.handles }]),
        )
        made = { from: nodes, shapes: [...known.values()].map(({ at }) => at), wires: wiresOf(edges, known) }
      }
      const [x, y, zoom] = transform
      resize(element, width, height)
      const run = useRun.getState().shown?.nodes
      draw(
        context,
        { x, y, zoom, width, height },
        scheme,
        made.shapes,
        made.wires,
        (id) => run?.get(id)?.status,
      )
    }
    const ask = (): void => {
      frame ??= requestAnimationFrame(paint)
    }
    const stops = [store.subscribe(ask), useRun.subscribe(ask)]
    paint()
    return () => {
      for (const stop of stops) stop()
      if (frame !== undefined) cancelAnimationFrame(frame)
    }
  }, [store, edges, scheme])
  return <canvas ref={canvas} className={classes.picture} aria-hidden />
}

/** As many points as the screen has there; setting a size that it has already would clear it. */
function resize(element: HTMLCanvasElement, width: number, height: number): void {
  const [across, down] = [width, height].map((length) => Math.round(length * devicePixelRatio))
  if (across !== undefined && element.width !== across) element.width = across
  if (down !== undefined && element.height !== down) element.height = down
}
