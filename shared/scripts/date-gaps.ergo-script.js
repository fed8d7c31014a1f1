/* ergo.script 1
{
  "name": "Date gaps",
  "description": "Finds where a series of dates leaves some out: after which date, before which, and how many steps are missing. Dates are put in order and repeats are counted once. A step may be any whole number of seconds, minutes, hours, days or weeks; a gap begins where two dates lie more than one and a half steps apart, so that readings a little late are no gap.",
  "category": "Time series",
  "tags": [
    "dates",
    "quality"
  ],
  "parameters": [
    {
      "name": "dates",
      "type": "list",
      "description": "Dates as ISO text, such as 2024-03-01 or 2024-03-01T14:00:00Z."
    },
    {
      "name": "every",
      "type": "integer",
      "default": 1,
      "description": "How many units one step is."
    },
    {
      "name": "unit",
      "type": "text",
      "default": "days",
      "description": "seconds, minutes, hours, days or weeks."
    }
  ],
  "testInput": {
    "dates": [
      "2024-02-27",
      "2024-02-28",
      "2024-03-02",
      "2024-03-03",
      "2024-03-10"
    ]
  }
}
*/
const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86400, weeks: 604800 }
if (!has(SECONDS, unit)) throw new Error(`The unit "${unit}" is none of ${join(keys(SECONDS))}`)
if (!(every >= 1)) throw new Error('A step is one unit at least')

const step = every * SECONDS[unit] * 1000
const wrong = dates.find(date => !isDate(date))
if (wrong !== undefined) throw new Error(`"${wrong}" is not a date in ISO form`)
const moments = sort(unique(dates.map(date => toEpoch(date))))

const gaps = []
for (let at = 1; at < moments.length; at += 1) {
  const apart = moments[at] - moments[at - 1]
  if (apart > 1.5 * step)
    gaps.push({ after: fromEpoch(moments[at - 1]), before: fromEpoch(moments[at]), missing: round(apart / step) - 1 })
}
log(gaps.length, 'gaps,', sum(gaps.map(gap => gap.missing)), 'steps missing')
return gaps
