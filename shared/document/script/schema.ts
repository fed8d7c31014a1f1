import { z } from 'zod'
import { JsonRecord } from '../../base/json.ts'
import { checkInput } from '../../chain/parameter.ts'
import { Parameter } from '../../chain/schema.ts'

/** What one run of a script may take: time in milliseconds, memory in megabytes of its thread's heap. */
export const SCRIPT_LIMITS = {
  timeoutMs: { min: 100, default: 60_000, max: 3_600_000 },
  memoryMb: { min: 64, default: 512, max: 4096 },
} as const

const { timeoutMs, memoryMb } = SCRIPT_LIMITS

export const ScriptName = z.string().trim().min(1).max(200)

const RESERVED: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let log new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield NaN Infinity`.split(
    /\s+/,
  ),
)

/** Why a parameter of a script can't be called so: it is a name in its code. Null where it can. */
export function parameterNameFault(name: string): string | null {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
    return `The parameter "${name}" can't be used in the code: begin with a letter, then letters, digits or _.`
  if (RESERVED.has(name))
    return `"${name}" has a meaning of its own in the code: call the parameter otherwise.`
  return null
}

/** What is wrong with declared parameters, one sentence each with the place in the list. */
export function parameterFaults(parameters: readonly Parameter[]): { at: number; message: string }[] {
  return parameters.flatMap((parameter, at) => {
    const { name } = parameter
    const again = parameters.findIndex((other) => other.name === name) < at
    const fault = parameterNameFault(name) ?? (again ? `There are two parameters "${name}".` : null)
    if (fault) return [{ at, message: fault }]
    const wrong = parameter.default === undefined ? null : checkInput(parameter, parameter.default)
    return wrong ? [{ at, message: `The default is of another type. ${wrong.message}` }] : []
  })
}

/** Declared parameters: each a name in the code, none twice, every default of its type. */
export const ScriptParameters = z.array(Parameter).superRefine((parameters, context) => {
  for (const { at, message } of parameterFaults(parameters))
    context.addIssue({ code: 'custom', path: [at], message })
})

/** A script with everything that a person says of it. `testInput`: arguments that it is tried with. */
export const Script = z.object({
  name: ScriptName,
  description: z.string().max(5000).default(''),
  category: z.string().trim().max(100).default(''),
  tags: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
  parameters: ScriptParameters.default([]),
  timeoutMs: z.number().int().min(timeoutMs.min).max(timeoutMs.max).default(timeoutMs.default),
  memoryMb: z.number().int().min(memoryMb.min).max(memoryMb.max).default(memoryMb.default),
  testInput: JsonRecord.default({}),
  code: z.string().max(1_000_000),
})
export type Script = z.infer<typeof Script>
