/* ergo.script 1
{
  "name": "Headers to identifiers",
  "description": "Renames the columns of a table so that expressions can use them by name: small letters, digits and underscores, beginning with a letter. Accents go, µ becomes u, % becomes percent, ° becomes deg; what stands in brackets (a unit) is kept. Names that would be the same are numbered. What became of each name is in the log.",
  "category": "Cleaning",
  "tags": [
    "columns",
    "text"
  ],
  "parameters": [
    {
      "name": "rows",
      "type": "list",
      "description": "Records, as a table gives them."
    },
    {
      "name": "keepCase",
      "type": "boolean",
      "default": false,
      "description": "Leave capitals as they are."
    }
  ],
  "testInput": {
    "rows": [
      {
        "Sample No.": 1,
        "Mass (mg)": 12.5,
        "Größe [µm]": 3.1,
        "% Yield": 88,
        "2θ": 21.4
      }
    ]
  }
}
*/
const SIGNS = { 'µ': 'u', 'μ': 'u', '%': ' percent ', '°': ' deg ', 'Å': 'A', 'Ω': ' ohm ', 'ß': 'ss', 'ø': 'o', 'Ø': 'O',
  'æ': 'ae', 'θ': ' theta ', 'α': ' alpha ', 'β': ' beta ', 'γ': ' gamma ', 'λ': ' lambda ', 'σ': ' sigma ', 'Δ': ' delta ', '²': '2', '³': '3', '#': ' number ' }

const cleaned = name => {
  const spelt = [...name].map(sign => SIGNS[sign] ?? sign).join('')
  const plain = spelt.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  const snake = plain.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '')
  const cased = keepCase ? snake : lower(snake)
  return cased === '' ? 'column' : matches(cased, '^[0-9]') ? `_${cased}` : cased
}

// The columns of all rows, in order of appearance: a row may lack some.
const headers = unique(rows.flatMap(row => keys(row)))
const taken = new Set()
const names = new Map(headers.map(header => {
  const wanted = cleaned(header)
  let name = wanted
  for (let i = 2; taken.has(name); i += 1) name = `${wanted}_${i}`
  taken.add(name)
  if (name !== header) log(`${header} → ${name}`)
  return [header, name]
}))

return rows.map(row => fromPairs(pairs(row).map(([header, value]) => [names.get(header), value])))
