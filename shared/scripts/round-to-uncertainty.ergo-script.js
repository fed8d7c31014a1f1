/* ergo.script 1
{
  "name": "Round to the uncertainty",
  "description": "Writes values as they are published: the uncertainty with one or two significant digits, the value to the same place, as 12.346 ± 0.070 and in brackets, 12.346(70). An uncertainty that rounds up to the next power of ten keeps its place. Without an uncertainty (or with 0) the value stays as it is.",
  "category": "Reporting",
  "tags": [
    "rounding",
    "uncertainty"
  ],
  "parameters": [
    {
      "name": "rows",
      "type": "list",
      "description": "Records with a value and its standard uncertainty."
    },
    {
      "name": "value",
      "type": "text",
      "default": "value",
      "description": "The field with the value."
    },
    {
      "name": "uncertainty",
      "type": "text",
      "default": "uncertainty",
      "description": "The field with the uncertainty."
    },
    {
      "name": "digits",
      "type": "integer",
      "default": 2,
      "description": "Significant digits of the uncertainty."
    }
  ],
  "testInput": {
    "rows": [
      {
        "value": 12.34567,
        "uncertainty": 0.0698
      },
      {
        "value": 1234.5,
        "uncertainty": 95.4
      },
      {
        "value": 0.00123456,
        "uncertainty": 9.8e-06
      }
    ]
  }
}
*/
if (!(digits >= 1 && digits <= 6)) throw new Error('Between 1 and 6 digits can be asked for')

return rows.map((row, i) => {
  const x = row[value]
  const u = row[uncertainty] ?? 0
  if (!isNumber(x)) throw new Error(`Row ${i + 1} has no number in "${value}"`)
  if (!(u >= 0)) throw new Error(`The uncertainty of row ${i + 1} is no number of 0 or more`)
  if (u === 0) return { ...row, text: toText(x), short: toText(x) }
  // Digits after the point, from the leading digit as it is written (a logarithm would be off at powers of ten).
  const places = digits - 1 - Number(u.toExponential().split('e')[1])
  const rounded = round(x, places)
  const error = round(u, places)
  const after = max(0, places)
  const inBrackets = places > 0 && error < 1 ? fixed(round(error * 10 ** places), 0) : fixed(error, after)
  return { ...row, text: `${fixed(rounded, after)} ± ${fixed(error, after)}`, short: `${fixed(rounded, after)}(${inBrackets})` }
})
