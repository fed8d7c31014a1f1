/* ergo.script 1
{
  "name": "Five-parameter dose response",
  "description": "Reads concentrations back from a fitted five-parameter logistic curve, y = bottom + (top − bottom) / (1 + (x₀/x)^hill)^asymmetry, and normalises responses to percent of its range. EC₅₀ is the concentration half-way between bottom and top, whatever the asymmetry. With an asymmetry of 1 it is the four-parameter curve. A response at or beyond an end of the curve has no concentration: it is left empty and says so. (Gottschalk and Dunn, Anal. Biochem. 343, 54–65, 2005.)",
  "category": "Assays",
  "tags": [
    "dose response",
    "normalisation"
  ],
  "parameters": [
    {
      "name": "responses",
      "type": "list",
      "description": "Measured responses."
    },
    {
      "name": "bottom",
      "type": "number",
      "default": 0,
      "description": "The response without any dose."
    },
    {
      "name": "top",
      "type": "number",
      "default": 100,
      "description": "The response at full effect."
    },
    {
      "name": "ec50",
      "type": "number",
      "default": 1,
      "description": "The concentration of half the effect."
    },
    {
      "name": "hill",
      "type": "number",
      "default": 1,
      "description": "The steepness."
    },
    {
      "name": "asymmetry",
      "type": "number",
      "default": 1,
      "description": "1 for a symmetric curve."
    }
  ],
  "testInput": {
    "responses": [
      2,
      10,
      50,
      90,
      98,
      104
    ],
    "ec50": 0.5,
    "hill": 1.2
  }
}
*/
if (!(ec50 > 0)) throw new Error('EC50 must be positive')
if (hill === 0) throw new Error('A curve without steepness says nothing of the dose')
if (!(asymmetry > 0)) throw new Error('The asymmetry must be positive')
if (top === bottom) throw new Error('Top and bottom are the same')

// Where half the range is reached: (1 + (x0/ec50)^hill)^asymmetry = 2.
const x0 = ec50 * (2 ** (1 / asymmetry) - 1) ** (1 / hill)

return responses.map(response => {
  const share = (response - bottom) / (top - bottom)
  const percent = 100 * share
  if (share <= 0) return { response, percent, concentration: null, note: 'below the curve' }
  if (share >= 1) return { response, percent, concentration: null, note: 'above the curve' }
  const concentration = x0 / (share ** (-1 / asymmetry) - 1) ** (1 / hill)
  return { response, percent, concentration, note: '' }
})
