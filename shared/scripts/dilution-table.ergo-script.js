/* ergo.script 1
{
  "name": "Dilution table",
  "description": "Works out how to make solutions from a stock: how much stock and how much solvent for each, by c₁V₁ = c₂V₂. Where the stock would be less than can be pipetted well, an intermediate dilution is put between (a power of ten, the smallest that helps), and the volume is of that. All concentrations in one unit, all volumes in another.",
  "category": "Laboratory",
  "tags": [
    "dilution",
    "preparation"
  ],
  "parameters": [
    {
      "name": "stock",
      "type": "number",
      "description": "Concentration of the stock."
    },
    {
      "name": "targets",
      "type": "list",
      "description": "Concentrations to make."
    },
    {
      "name": "volume",
      "type": "number",
      "default": 1000,
      "description": "Volume of each, after dilution."
    },
    {
      "name": "smallest",
      "type": "number",
      "default": 2,
      "description": "The smallest volume that can be pipetted well."
    }
  ],
  "testInput": {
    "stock": 100,
    "targets": [
      50,
      10,
      1,
      0.1,
      0.01
    ],
    "volume": 1000,
    "smallest": 2
  }
}
*/
if (!(stock > 0)) throw new Error('The stock needs a concentration above zero')
if (!(volume > 0 && smallest > 0)) throw new Error('Volumes must be above zero')
if (smallest > volume) throw new Error('The smallest volume is more than the whole')

return targets.map(target => {
  if (target > stock) throw new Error(`${target} is more than the stock's ${stock}: nothing can be concentrated by dilution`)
  if (target < 0) throw new Error(`${target} is no concentration`)
  if (target === 0) return { target, from: stock, intermediate: 1, take: 0, solvent: volume }
  let intermediate = 1
  while (volume * target * intermediate / stock < smallest) intermediate *= 10
  const from = stock / intermediate
  // The intermediate may not be weaker than what is made of it.
  if (from < target) throw new Error(`${target} can't be made with volumes of ${smallest} and more: make a larger volume`)
  const take = volume * target / from
  return { target, from, intermediate, take, solvent: volume - take }
})
