import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import { ChartSpec } from '#shared/operation/chart/spec.ts'
import type { Value } from '#shared/operation/value.ts'

/** Collects words up to a number of characters: an index of everything would outgrow what it speaks of. */
export class Words {
  private readonly parts: string[] = []
  private left: number

  constructor(budget: number) {
    this.left = budget
  }

  add(text: string): this {
    if (this.left > 0 && text !== '') {
      this.parts.push(text.slice(0, this.left))
      this.left -= text.length + 1
    }
    return this
  }

  /** Texts and numbers of a JSON value, and the names of its fields. */
  addJson(json: Json | undefined): this {
    const stack: Json[] = json === undefined ? [] : [json]
    for (let at = stack.pop(); at !== undefined && this.left > 0; at = stack.pop()) {
      if (typeof at === 'string') this.add(at)
      else if (typeof at === 'number') this.add(String(at))
      else if (isJsonList(at)) stack.push(...at.slice(0, this.left).reverse())
      else if (isJsonRecord(at)) {
        const entries = Object.entries(at).slice(0, this.left).reverse()
        for (const [key, value] of entries) stack.push(value, key)
      }
    }
    return this
  }

  /**
   * The words of a value that it carries itself: of a table its columns (rows lie in a blob, which is not read), of a chart
   * its titles and labels, of a file its path, of a large value its beginning.
   */
  addValue(value: Value): this {
    switch (value.kind) {
      case 'json':
        return this.addJson(value.json)
      case 'table':
        return this.addJson(value.columns.map((column) => column.name))
      case 'chart':
        return this.addJson(labelsOf(value.spec)).addJson(value.data?.columns.map((column) => column.name))
      case 'large':
        return this.addJson(value.preview)
      case 'file':
        return this.add(value.path)
      default:
        return this
    }
  }

  toString(): string {
    return this.parts.join(' ')
  }
}

/** What is written on a chart. Nothing of one whose description is of another version. */
function labelsOf(spec: Json): string[] {
  const chart = ChartSpec.safeParse(spec)
  if (!chart.success) return []
  const { title, x, y, below, layers } = chart.data
  return [title, x.title, y.title, below, ...layers.map((layer) => layer.name)]
}

/** A word of fewer letters is looked for as it is: it begins too many others. */
const SHORTEST_BEGINNING = 2

/**
 * What a person typed as an FTS5 query: every word must occur, as the beginning of a word. Null where there is nothing to
 * look for. Words are quoted, so that none is taken as an operator of the query language.
 */
export function toQuery(typed: string): string | null {
  const words = typed.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const quoted = words.map(
    (word) => `"${word.replaceAll('"', '""')}"${word.length < SHORTEST_BEGINNING ? '' : '*'}`,
  )
  return quoted.length === 0 ? null : quoted.join(' ')
}
