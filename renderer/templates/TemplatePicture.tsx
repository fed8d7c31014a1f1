import type { TemplatePicture as Picture } from '#shared/contract/templates.ts'
import { hueName } from '../ui/tokens.ts'
import classes from './TemplatePicture.module.css'

/** A node as large as it is on the canvas. */
const WIDTH = 224
const HEIGHT = 112
const MARGIN = 48

/** The graph of a template in small: boxes in the hues of their types, and the wires between them. */
export function TemplatePicture({ picture: { nodes, edges } }: { readonly picture: Picture }) {
  const xs = nodes.map((node) => node.x)
  const ys = nodes.map((node) => node.y)
  // Wherever the nodes stand on their canvas, they are in the middle here.
  const [left = 0, right = 0] =
    xs.length > 0 ? [Math.min(...xs) - MARGIN, Math.max(...xs) + WIDTH + MARGIN] : []
  const [top = 0, bottom = 0] =
    ys.length > 0 ? [Math.min(...ys) - MARGIN, Math.max(...ys) + HEIGHT + MARGIN] : []
  return (
    <svg
      className={classes.picture}
      viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden
    >
      {edges.map(([from, to]) => {
        const [source, target] = [nodes[from], nodes[to]]
        if (!source || !target) return null
        const [x0, y0] = [source.x + WIDTH, source.y + HEIGHT / 2]
        const [x1, y1] = [target.x, target.y + HEIGHT / 2]
        const bend = Math.max(32, (x1 - x0) / 2)
        return (
          <path
            key={`${from} ${to}`}
            className={classes.wire}
            d={`M ${x0} ${y0} C ${x0 + bend} ${y0} ${x1 - bend} ${y1} ${x1} ${y1}`}
          />
        )
      })}
      {nodes.map((node) => {
        const hue = `--ergo-${hueName(node.type)}`
        return (
          <g key={`${node.x} ${node.y} ${node.type}`}>
            <rect
              className={classes.node}
              x={node.x}
              y={node.y}
              width={WIDTH}
              height={HEIGHT}
              rx={16}
              style={{ fill: `var(${hue}-soft)`, stroke: `var(${hue}-ink)` }}
            />
            <circle cx={node.x + 40} cy={node.y + HEIGHT / 2} r={14} style={{ fill: `var(${hue}-ink)` }} />
          </g>
        )
      })}
    </svg>
  )
}
