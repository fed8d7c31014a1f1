/* ergo.script 1
{
  "name": "Half-life",
  "description": "Estimates the half-life of a first-order decay from a line through ln(value − background): rate constant, half-life and amount at time 0, with standard errors from the scatter about the line. Readings at or below the background can not be used; how many is in the log. The errors are those of an unweighted line: with counts of very different size, fit the curve itself.",
  "category": "Kinetics",
  "tags": [
    "kinetics",
    "decay"
  ],
  "parameters": [
    {
      "name": "times",
      "type": "list",
      "description": "Times, in any unit."
    },
    {
      "name": "readings",
      "type": "list",
      "description": "What was measured at each."
    },
    {
      "name": "background",
      "type": "number",
      "default": 0,
      "description": "What a reading shows when nothing is left."
    }
  ],
  "testInput": {
    "times": [
      0,
      1,
      2,
      3,
      4,
      5
    ],
    "readings": [
      100,
      79.4,
      63.0,
      50.0,
      39.7,
      31.5
    ]
  }
}
*/
if (times.length !== readings.length) throw new Error(`There are ${times.length} times but ${readings.length} readings`)
const points = zip(times, readings).filter(([, reading]) => reading > background)
if (points.length < readings.length) log(readings.length - points.length, 'readings at or below the background are left out')
if (points.length < 3) throw new Error('It takes three readings above the background at least')

const xs = points.map(([time]) => time)
const ys = points.map(([, reading]) => ln(reading - background))
const { slope, intercept, rSquared } = linearFit(xs, ys)
if (!(slope < 0)) throw new Error('The readings do not fall: there is no half-life')

const n = points.length
const middle = mean(xs)
const squares = sum(xs.map(x => (x - middle) ** 2))
const left = sum(xs.map((x, i) => (ys[i] - intercept - slope * x) ** 2))
const slopeError = sqrt(left / (n - 2) / squares)
const rate = -slope
const halfLife = Math.LN2 / rate

return {
  halfLife,
  halfLifeError: halfLife * slopeError / rate,
  rate,
  rateError: slopeError,
  initial: exp(intercept),
  rSquared,
  used: n,
}
