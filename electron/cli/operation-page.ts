import type { OperationExample } from '#shared/operation/define.ts'
import type { ConfigRow, Reference } from '#shared/operation/reference.ts'
import type { Terminal } from './terminal.ts'

/** An operation's reference page: what it does, its settings, ports, errors and examples. */
export function operationPage(about: Reference, style: Terminal['style']): string[] {
  const inputs = about.inputs.map(({ name, type, takes }) => [name, `${type}, ${takes}`] as const)
  const outputs = about.outputs.map(({ name, type }) => [name, type] as const)
  const sections: (readonly [string, readonly string[]])[] = [
    ['Settings', about.config.flatMap(settingLines)],
    ['Inputs', inputs.length > 0 ? pairs(inputs) : ['  none']],
    ['Outputs', outputs.length > 0 ? pairs(outputs) : ['  none']],
    ['Errors', pairs(about.errors.map(({ code, when }) => [code, when]))],
    ['Examples', about.examples.flatMap(exampleLines)],
  ]
  return [
    `${style('bold', about.title)}  ${style('dim', about.id)}`,
    about.summary,
    ...about.notes,
    ...sections
      .filter(([, lines]) => lines.length > 0)
      .flatMap(([title, lines]) => ['', style('bold', title), ...lines]),
  ]
}

function pairs(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...entries.map(([name]) => name.length))
  return entries.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}

function settingLines(row: ConfigRow): string[] {
  const facts = [
    row.allowed,
    ...(row.unit ? [row.unit] : []),
    ...(row.required ? ['required'] : []),
    ...(row.default === undefined ? [] : [`default ${JSON.stringify(row.default)}`]),
    ...(row.when ? [`when ${row.when}`] : []),
  ]
  return [`  ${row.path}: ${facts.join('; ')}`, `      ${row.label}${row.help ? `. ${row.help}` : ''}`]
}

function exampleLines({ title, config, inputs, output }: OperationExample): string[] {
  const parts = [
    ['settings', config],
    ['inputs', inputs],
    ['gives', output],
  ] as const
  const lines = parts.flatMap(([name, value]) =>
    value === undefined ? [] : [`    ${name} ${JSON.stringify(value)}`],
  )
  return [`  ${title}`, ...lines]
}
