/* ergo.script 1
{
  "name": "Moving-average crossovers",
  "description": "Finds where a short moving average crosses a long one: upwards where the series begins to rise against its trend, downwards where it begins to fall. Each average is over the values up to and including its place, so nothing looks ahead; the first crossing can come once the long average is complete. Averages that only touch do not cross.",
  "category": "Time series",
  "tags": [
    "time series",
    "trend"
  ],
  "parameters": [
    {
      "name": "rows",
      "type": "list",
      "description": "Records in order."
    },
    {
      "name": "field",
      "type": "text",
      "default": "value",
      "description": "The field with the numbers."
    },
    {
      "name": "short",
      "type": "integer",
      "default": 5,
      "description": "Values in the short average."
    },
    {
      "name": "long",
      "type": "integer",
      "default": 20,
      "description": "Values in the long average."
    }
  ],
  "testInput": {
    "rows": [
      {
        "day": 1,
        "value": 5
      },
      {
        "day": 2,
        "value": 5
      },
      {
        "day": 3,
        "value": 5
      },
      {
        "day": 4,
        "value": 5
      },
      {
        "day": 5,
        "value": 6
      },
      {
        "day": 6,
        "value": 8
      },
      {
        "day": 7,
        "value": 10
      },
      {
        "day": 8,
        "value": 12
      },
      {
        "day": 9,
        "value": 11
      },
      {
        "day": 10,
        "value": 8
      },
      {
        "day": 11,
        "value": 5
      },
      {
        "day": 12,
        "value": 3
      },
      {
        "day": 13,
        "value": 2
      },
      {
        "day": 14,
        "value": 3
      },
      {
        "day": 15,
        "value": 6
      },
      {
        "day": 16,
        "value": 9
      }
    ],
    "short": 2,
    "long": 4
  }
}
*/
if (!(short >= 1 && long > short)) throw new Error('The long average needs more values than the short one')
const values = column(rows, field)
const average = (at, size) => mean(values.slice(at - size + 1, at + 1))

const crossings = []
let side = 0
for (let at = long - 1; at < values.length; at += 1) {
  const fast = average(at, short)
  const slow = average(at, long)
  const now = sign(fast - slow)
  if (now !== 0 && side !== 0 && now !== side)
    crossings.push({ ...rows[at], at, direction: now > 0 ? 'up' : 'down', shortAverage: fast, longAverage: slow })
  if (now !== 0) side = now
}

log(crossings.length, 'crossings in', values.length, 'values')
return crossings
