/* ergo.script 1
{
  "name": "Rolling z-score outliers",
  "description": "Marks values that lie far from their neighbours. Each value is compared with the others in a window around it: how many standard deviations it lies from their mean, or with robust on, from their median in units of the scaled median absolute deviation (1.4826 × MAD), which a second outlier nearby does not widen. Where the neighbours do not vary at all, another value is an outlier and its score is left empty. Gives the rows with the score and the mark added.",
  "category": "Cleaning",
  "tags": [
    "outliers",
    "time series"
  ],
  "parameters": [
    {
      "name": "rows",
      "type": "list",
      "description": "Records in order, one per reading."
    },
    {
      "name": "field",
      "type": "text",
      "default": "value",
      "description": "The field with the numbers."
    },
    {
      "name": "window",
      "type": "integer",
      "default": 10,
      "description": "Neighbours on both sides together."
    },
    {
      "name": "threshold",
      "type": "number",
      "default": 3,
      "description": "How far is too far."
    },
    {
      "name": "robust",
      "type": "boolean",
      "default": true,
      "description": "Median and MAD instead of mean and standard deviation."
    }
  ],
  "testInput": {
    "rows": [
      {
        "t": 0,
        "value": 10.1
      },
      {
        "t": 1,
        "value": 10.0
      },
      {
        "t": 2,
        "value": 9.9
      },
      {
        "t": 3,
        "value": 10.2
      },
      {
        "t": 4,
        "value": 10.1
      },
      {
        "t": 5,
        "value": 25.0
      },
      {
        "t": 6,
        "value": 10.0
      },
      {
        "t": 7,
        "value": 9.8
      },
      {
        "t": 8,
        "value": 10.1
      },
      {
        "t": 9,
        "value": 10.0
      },
      {
        "t": 10,
        "value": 9.9
      }
    ],
    "window": 6
  }
}
*/
if (window < 2) throw new Error('The window needs at least two neighbours')
const values = column(rows, field)
const half = Math.ceil(window / 2)

const scored = rows.map((row, at) => {
  const value = values[at]
  // A missing reading is no neighbour and no outlier.
  if (!isNumber(value)) return { ...row, score: null, outlier: false }
  const near = [...values.slice(Math.max(0, at - half), at), ...values.slice(at + 1, at + 1 + half)].filter(isNumber)
  if (near.length < 2) return { ...row, score: null, outlier: false }
  const middle = robust ? median(near) : mean(near)
  const spread = robust ? 1.4826 * mad(near) : stdev(near)
  if (spread === 0) return { ...row, score: null, outlier: value !== middle }
  const score = (value - middle) / spread
  return { ...row, score, outlier: abs(score) > threshold }
})

log(count(scored, row => row.outlier), 'of', rows.length, 'values are outliers')
return scored
