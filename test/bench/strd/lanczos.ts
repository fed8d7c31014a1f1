import type { NonlinearSet } from './nonlinear-set.ts'

const X = Array.from({ length: 24 }, (_, i) => i / 20)
const Y = [
  2.5134, 2.044333373291, 1.668404436564, 1.366418021208, 1.123232487372, 0.9268897180037, 0.7679338563728,
  0.6388775523106, 0.5337835317402, 0.4479363617347, 0.377584788435, 0.3197393199326, 0.2720130773746,
  0.2324965529032, 0.1996589546065, 0.1722704126914, 0.1493405660168, 0.1300700206922, 0.1138119324644,
  0.1000415587559, 0.0883320908454, 0.0783354401935, 0.06976693743449, 0.06239312536719,
]

/** Three exponentials that two would fit nearly as well, given to 14, 6 and 4 digits. */
const lanczos = (
  set: Pick<NonlinearSet, 'name' | 'difficulty' | 'y' | 'values' | 'standardErrors' | 'rss'>,
): NonlinearSet => ({
  ...set,
  x: X,
  model: (x, b) => [0, 2, 4].reduce((sum, k) => sum + (b[k] ?? 0) * Math.exp(-(b[k + 1] ?? 0) * x), 0),
  starts: [
    [1.2, 0.3, 5.6, 5.5, 6.5, 7.6],
    [0.5, 0.7, 3.6, 4.2, 4, 6.3],
  ],
})

export const LANCZOS: readonly NonlinearSet[] = [
  lanczos({
    name: 'Lanczos1',
    difficulty: 'average',
    y: Y,
    values: [9.5100000027e-2, 1.0000000001, 8.6070000013e-1, 3.0000000002, 1.5575999998, 5.0000000001],
    standardErrors: [
      5.3347304234e-11, 2.7473038179e-10, 1.3576062225e-10, 3.3308253069e-10, 1.8815731448e-10,
      1.1057500538e-10,
    ],
    rss: 1.4307867721e-25,
  }),
  lanczos({
    name: 'Lanczos2',
    difficulty: 'average',
    y: Y.map((y) => Number(y.toPrecision(6))),
    values: [9.6251029939e-2, 1.0057332849, 8.6424689056e-1, 3.0078283915, 1.5529016879, 5.00287981],
    standardErrors: [
      6.6770575477e-4, 3.3989646176e-3, 1.7185846685e-3, 4.1707005856e-3, 2.3744381417e-3, 1.3958787284e-3,
    ],
    rss: 2.2299428125e-11,
  }),
  lanczos({
    name: 'Lanczos3',
    difficulty: 'lower',
    y: Y.map((y) => Number(y.toFixed(4))),
    values: [8.6816414977e-2, 9.5498101505e-1, 8.4400777463e-1, 2.9515951832, 1.5825685901, 4.9863565084],
    standardErrors: [
      1.7197908859e-2, 9.7041624475e-2, 4.1488663282e-2, 1.0766312506e-1, 5.8371576281e-2, 3.4436403035e-2,
    ],
    rss: 1.6117193594e-8,
  }),
]
