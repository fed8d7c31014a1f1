/* ergo.script 1
{
  "name": "Arrhenius inputs",
  "description": "Makes the straight line of an Arrhenius plot from rate constants at several temperatures: 1000/T and ln k for each, and from the line of least squares the activation energy (kJ/mol, with its standard error) and the pre-exponential factor, in the unit of the rate constants. k = A exp(−Eₐ / RT), R = 8.314462618 J/(mol K) (CODATA 2018).",
  "category": "Kinetics",
  "tags": [
    "kinetics",
    "fit"
  ],
  "parameters": [
    {
      "name": "rows",
      "type": "list",
      "description": "Records with a temperature and a rate constant."
    },
    {
      "name": "temperature",
      "type": "text",
      "default": "temperature",
      "description": "The field with the temperature."
    },
    {
      "name": "rate",
      "type": "text",
      "default": "k",
      "description": "The field with the rate constant."
    },
    {
      "name": "celsius",
      "type": "boolean",
      "default": true,
      "description": "Temperatures are in °C; otherwise in K."
    }
  ],
  "testInput": {
    "rows": [
      {
        "temperature": 25,
        "k": 0.00173
      },
      {
        "temperature": 35,
        "k": 0.00477
      },
      {
        "temperature": 45,
        "k": 0.0123
      },
      {
        "temperature": 55,
        "k": 0.0298
      }
    ]
  }
}
*/
const R = 8.314462618

const points = rows.map((row, i) => {
  const kelvin = row[temperature] + (celsius ? 273.15 : 0)
  if (!(kelvin > 0)) throw new Error(`The temperature of row ${i + 1} is not above absolute zero`)
  if (!(row[rate] > 0)) throw new Error(`The rate constant of row ${i + 1} is not positive`)
  return { ...row, kelvin, inverse: 1000 / kelvin, lnK: ln(row[rate]) }
})
const xs = column(points, 'inverse')
const ys = column(points, 'lnK')
if (unique(xs).length < 2) throw new Error('It takes two different temperatures at least')

const { slope, intercept, rSquared } = linearFit(xs, ys)
const middle = mean(xs)
const squares = sum(xs.map(x => (x - middle) ** 2))
const left = sum(points.map(p => (p.lnK - intercept - slope * p.inverse) ** 2))
// With two points the line goes through both: there is no error to tell.
const error = points.length > 2 ? sqrt(left / (points.length - 2) / squares) * R : null

// The slope is per 1000/K, which makes the energy kJ/mol.
return { activationEnergy: -slope * R, standardError: error, preExponential: exp(intercept), rSquared, points }
